package clocks;

import java.util.Properties;
import java.util.TreeSet;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;

/** Steers a scheduler in another JVM. */
public final class ClockClient {

    private ClockClient() {}

    private static JobDetail bell(String name) {
        return JobBuilder.newJob(Bell.class).withIdentity(name).usingJobData("whom", name).storeDurably().build();
    }

    /** Argument: the port of the registry. */
    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "clock");
        settings.setProperty("org.quartz.scheduler.rmi.proxy", "true");
        settings.setProperty("org.quartz.scheduler.rmi.registryHost", "localhost");
        settings.setProperty("org.quartz.scheduler.rmi.registryPort", arguments[0]);
        Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
        scheduler.scheduleJob(bell("noon"), TriggerBuilder.newTrigger().startNow().build());
        scheduler.addJob(bell("midnight"), true);
        System.out.println(scheduler.getSchedulerName() + " " + scheduler.isStarted());
        System.out.println(new TreeSet<>(scheduler.getJobKeys(GroupMatcher.anyJobGroup())));
        System.out.println(scheduler.getJobDetail(JobKey.jobKey("midnight")).getJobClass());
        System.out.println(scheduler.deleteJob(JobKey.jobKey("midnight")));
        try {
            scheduler.scheduleJob(TriggerBuilder.newTrigger().forJob("absent").build());
        } catch (SchedulerException absent) {
            System.out.println(absent.getClass().getName() + ": " + absent.getMessage());
        }
        System.exit(0);
    }
}
