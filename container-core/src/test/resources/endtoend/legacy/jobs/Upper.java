package legacy.jobs;

public class Upper implements Job {

    private static final long serialVersionUID = 1L;

    private final String text;

    public Upper(String text) {
        this.text = text;
    }

    public Object run() {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no text");
        }
        return text.toUpperCase(java.util.Locale.ROOT);
    }
}
