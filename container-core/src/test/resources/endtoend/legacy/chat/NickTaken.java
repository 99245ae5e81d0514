package legacy.chat;

public class NickTaken extends Exception {

    private static final long serialVersionUID = 1L;

    public NickTaken(String nick) {
        super(nick + " is taken");
    }
}
