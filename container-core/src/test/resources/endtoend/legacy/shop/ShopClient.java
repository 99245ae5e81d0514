package legacy.shop;

import java.rmi.registry.LocateRegistry;

public class ShopClient {

    public static void main(String[] args) throws Exception {
        Shop shop = (Shop) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("shop");
        System.out.println(shop.order("tea", 4));
        System.out.println(shop.item("pot").label());
        System.out.println(shop.stock().take("cup", 2).label());
        try {
            shop.order("tea", 5);
        } catch (SoldOut expected) {
            System.out.println(expected.getMessage() + ", for " + expected.getCause().getMessage());
        }
    }
}
