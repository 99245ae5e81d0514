package legacy.managed;

import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.HashMap;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;

/** Binds what the JDK exports for it, as its stub and as itself: as containers do that give JMX a port of its own. */
public class ManagedServer {

    private static RMIConnectorServer connector;

    public static void main(String[] args) throws Exception {
        MBeanServer beans = MBeanServerFactory.newMBeanServer();
        beans.registerMBean(new Room(), new ObjectName("house:type=Room"));
        RMIJRMPServerImpl server = new RMIJRMPServerImpl(0, null, null, new HashMap<>());
        connector = new RMIConnectorServer(new JMXServiceURL("service:jmx:rmi://"), new HashMap<>(), server, beans);
        connector.start();
        Registry registry = LocateRegistry.createRegistry(Integer.parseInt(args[0]));
        registry.bind("stub", server.toStub());
        registry.bind("itself", server);
        System.out.println("ready");
    }
}
