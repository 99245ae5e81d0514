package legacy.managed;

import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

public class ManagedClient {

    public static void main(String[] args) throws Exception {
        for (String name : new String[] {"stub", "itself"}) {
            JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://localhost:" + args[0] + "/" + name);
            try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
                MBeanServerConnection beans = connector.getMBeanServerConnection();
                ObjectName room = new ObjectName("house:type=Room");
                System.out.println(beans.getAttribute(room, "Degrees"));
                beans.setAttribute(room, new Attribute("Degrees", 21));
                System.out.println(beans.invoke(
                        room, "greet", new Object[] {name}, new String[] {String.class.getName()}));
            }
        }
    }
}
