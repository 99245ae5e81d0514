package legacy.lobby;

import java.rmi.registry.LocateRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

public class LobbyClient {

    private static Lobby lobby;

    /** Asks until enough have been told; one by one they come in any order. */
    private static String told(int count) throws Exception {
        List<String> told = lobby.told();
        while (told.size() < count) {
            System.gc();
            Thread.sleep(20);
            told = lobby.told();
        }
        told.sort(null);
        return told.toString();
    }

    private static String living(int count) throws Exception {
        List<String> living = lobby.living();
        while (living.size() > count) {
            Thread.sleep(20);
            living = lobby.living();
        }
        return new TreeSet<>(living).toString();
    }

    private static String use() throws Exception {
        List<Session> sessions = new ArrayList<>();
        sessions.add(lobby.extending("extending", false));
        sessions.add(lobby.extending("extending and kept", true));
        sessions.add(lobby.exported("exported", false));
        sessions.add(lobby.exported("exported and kept", true));
        sessions.add(lobby.exported("leaving and kept", true));
        StringBuilder names = new StringBuilder();
        for (Session session : sessions) {
            names.append(session.name()).append("; ");
        }
        return names.append(lobby.told()).append(' ').append(living(5)).toString();
    }

    private static String useAgain() throws Exception {
        return lobby.kept("extending and kept").name() + "; " + lobby.kept("exported and kept").name();
    }

    public static void main(String[] args) throws Exception {
        lobby = (Lobby) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("lobby");
        System.out.println(use());
        System.out.println("told: " + told(5));
        System.out.println("living: " + living(3));
        System.out.println(useAgain());
        System.out.println("told: " + told(7));
        System.out.println("living: " + living(3));
        System.exit(0);
    }
}
