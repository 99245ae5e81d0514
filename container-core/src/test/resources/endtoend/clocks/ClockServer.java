package clocks;

import java.util.Properties;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;

/** A scheduler that is exported over RMI. */
public final class ClockServer {

    private ClockServer() {}

    /** Arguments: the registry's port, and whether to create one: {@code always} or {@code never}. */
    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "clock");
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.setProperty("org.quartz.scheduler.rmi.export", "true");
        settings.setProperty("org.quartz.scheduler.rmi.registryHost", "localhost");
        settings.setProperty("org.quartz.scheduler.rmi.registryPort", arguments[0]);
        settings.setProperty("org.quartz.scheduler.rmi.createRegistry", arguments[1]);
        settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.setProperty("org.quartz.threadPool.threadCount", "2");
        Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
        scheduler.start();
        System.out.println("ready");
    }
}
