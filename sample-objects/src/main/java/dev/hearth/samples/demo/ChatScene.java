package dev.hearth.samples.demo;

import dev.hearth.samples.chat.ChatRoom;
import dev.hearth.samples.threading.Visit;
import java.rmi.NoSuchObjectException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

/** Transient, with a thread for each object, and calls back. */
final class ChatScene implements Scene {

    private final Server server;
    private final ChatRoom lobby;
    private final ChatRoom kitchen;

    ChatScene(Server server) throws Exception {
        this.server = server;
        lobby = server.find("chat/lobby", ChatRoom.class);
        kitchen = server.find("chat/kitchen", ChatRoom.class);
    }

    @Override
    public String title() {
        return "chat: transient, PER_OBJECT, calls its clients back";
    }

    @Override
    public void before(Report report) throws Exception {
        threads(report);
        bothRoomsAtOnce(report);
        callbacks(report);
    }

    private void threads(Report report) throws Exception {
        List<Visit> visits = Crowd.call(3, () -> lobby.visit(2, 40));
        report.that(
                "3 calls at once on one room: never two inside",
                visits.stream().allMatch(visit -> visit.together() == 1));
        report.same(
                "and all on the room's thread, " + visits.get(0).thread(),
                1L,
                visits.stream().map(Visit::threadId).distinct().count());
        report.that(
                "another room has another thread",
                kitchen.visit(1, 0).threadId() != visits.get(0).threadId());
    }

    private void bothRoomsAtOnce(Report report) throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(2);
        Guest inLobby = Guest.arrive(meeting);
        Guest inKitchen = Guest.arrive(meeting);
        lobby.join(inLobby);
        kitchen.join(inKitchen);
        List<Integer> heard =
                Crowd.call(List.of(() -> lobby.say("Ada", "dinner?"), () -> kitchen.say("Grace", "dinner!")));
        report.same("two rooms call their guests at the same time", List.of(1, 1), heard);
        inLobby.vanish();
        inKitchen.vanish();
    }

    private void callbacks(Report report) throws Exception {
        Guest ada = Guest.arrive();
        Guest grace = Guest.arrive();
        lobby.join(ada);
        lobby.join(grace);
        report.same("two guests hear what is said; one who vanished is dropped", 2, lobby.say("Ada", "hello"));
        report.that(
                "word for word",
                ada.heard().equals(List.of("Ada: hello")) && grace.heard().equals(ada.heard()));
        grace.vanish();
        report.same("a guest vanishes and the room goes on without", 1, lobby.say("Ada", "bye"));
        ada.vanish();
    }

    @Override
    public void after(Report report) throws Exception {
        report.fails(
                "a room below a key has ended with its server", NoSuchObjectException.class, () -> lobby.say("", ""));
        ChatRoom anew = server.find("chat/lobby", ChatRoom.class);
        Guest ada = Guest.arrive();
        report.same("under its name there is a new one, empty", 1, anew.join(ada));
        report.same("and it calls back", 1, anew.say("Ada", "anybody here?"));
        ada.vanish();
    }
}
