package legacy.jobs;

import java.io.Serializable;

public interface Job extends Serializable {
    Object run() throws Exception;
}
