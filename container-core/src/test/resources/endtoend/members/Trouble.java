package members;

public class Trouble extends Exception {
    private static final long serialVersionUID = 1;

    public final Desk where;

    public Trouble(Desk where) {
        super("trouble at " + where);
        this.where = where;
    }
}
