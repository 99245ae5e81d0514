package manage;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

@dev.hearth.api.HostedObject(name = "counting")
public final class CountingObject implements Counting {

    public interface CounterMBean {
        int getCount();

        void setCount(int count);

        Object echo(Object value);

        void tell(String text);
    }

    public static final class Counter extends NotificationBroadcasterSupport implements CounterMBean {
        private volatile int count = 7;

        @Override
        public int getCount() {
            return count;
        }

        @Override
        public void setCount(int changed) {
            count = changed;
        }

        @Override
        public Object echo(Object value) {
            return value;
        }

        @Override
        public void tell(String text) {
            sendNotification(new Notification("told", "counter", 1, text));
        }
    }

    @Override
    public String register() throws java.rmi.RemoteException {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName("manage:type=Counter");
            if (!server.isRegistered(name)) {
                server.registerMBean(new Counter(), name);
            }
            return name.toString();
        } catch (javax.management.JMException wrong) {
            throw new java.rmi.RemoteException("not registered", wrong);
        }
    }
}
