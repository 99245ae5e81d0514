package legacy.compute;

public class Division implements Task<Integer> {

    private static final long serialVersionUID = 1L;

    private final int by;

    public Division(int by) {
        this.by = by;
    }

    public Integer execute() {
        return 1 / by;
    }
}
