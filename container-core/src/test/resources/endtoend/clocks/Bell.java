package clocks;

import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Says for whom it rings. */
public final class Bell implements Job {

    @Override
    public void execute(JobExecutionContext context) {
        System.out.println("rings for " + context.getMergedJobDataMap().getString("whom"));
    }
}
