package legacy.chat;

import java.rmi.Naming;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.List;

public class ChatClient implements Guest {

    private final String name;
    private final List<String> heard = new ArrayList<String>();

    ChatClient(String name) {
        this.name = name;
    }

    public synchronized void heard(String nick, String text) {
        heard.add(nick + ": " + text);
    }

    synchronized void print() {
        System.out.println(name + " heard " + heard);
    }

    public static void main(String[] args) throws Exception {
        Room room = (Room) Naming.lookup("rmi://localhost:" + args[0] + "/rooms/lobby");
        ChatClient ada = new ChatClient("ada");
        ChatClient bob = new ChatClient("bob");
        room.join("ada", (Guest) UnicastRemoteObject.exportObject(ada, 0));
        room.join("bob", (Guest) UnicastRemoteObject.exportObject(bob, 0));
        try {
            room.join("ada", bob);
        } catch (NickTaken taken) {
            System.out.println(taken.getMessage());
        }
        room.say("ada", "hello");
        System.out.println(room.guests());
        UnicastRemoteObject.unexportObject(bob, true);
        room.say("ada", "are you there?");
        System.out.println(room.guests());
        room.leave("ada");
        ada.print();
        bob.print();
        System.exit(0);
    }
}
