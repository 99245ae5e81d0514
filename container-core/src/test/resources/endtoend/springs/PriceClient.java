package springs;

import org.springframework.context.support.ClassPathXmlApplicationContext;

public class PriceClient {

    public static void main(String[] args) {
        System.setProperty("prices.port", args[0]);
        try (ClassPathXmlApplicationContext context = new ClassPathXmlApplicationContext("springs/client.xml")) {
            PriceService prices = context.getBean(PriceService.class);
            System.out.println(prices.price("cup"));
            System.out.println(prices.offer(new Order("teapot", 2)).total);
            try {
                prices.price("");
            } catch (IllegalArgumentException expected) {
                System.out.println(expected.getMessage());
            }
        }
    }
}
