package legacy.stubs;

import java.lang.reflect.Proxy;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;

public class DeskServer {

    private static Desk desk;

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        Registry registry = LocateRegistry.createRegistry(port);
        desk = new DeskImpl(port);
        Desk stub = (Desk) UnicastRemoteObject.exportObject(desk, 0);
        registry.rebind("desk", stub);
        registry.bind("smart", new Smart(stub));
        registry.rebind(
                "proxied",
                (Desk) Proxy.newProxyInstance(
                        DeskServer.class.getClassLoader(), new Class<?>[] {Desk.class}, new Smart.Handler(stub)));
        System.out.println("ready");
    }
}
