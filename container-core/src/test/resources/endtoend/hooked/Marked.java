package hooked;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands in class files; its own class is deployed nowhere. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Marked {
    String[] value();
}
