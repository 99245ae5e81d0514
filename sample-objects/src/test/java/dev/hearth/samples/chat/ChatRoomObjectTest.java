package dev.hearth.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.rmi.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatRoomObjectTest {

    private final ChatRoomObject room = new ChatRoomObject();
    private final List<String> heard = new ArrayList<>();
    private final Listener ear = (speaker, text) -> heard.add(speaker + ": " + text);

    @Test
    void allHearWhatOneSays() {
        assertThat(room.join(ear)).isEqualTo(1);
        assertThat(room.join(ear)).isEqualTo(2);

        assertThat(room.say("Ada", "hello")).isEqualTo(2);
        assertThat(heard).containsExactly("Ada: hello", "Ada: hello");
    }

    @Test
    void dropsWhoCannotBeReachedAndGoesOn() {
        List<String> tried = new ArrayList<>();
        room.join((speaker, text) -> {
            tried.add(text);
            throw new ConnectException("gone");
        });
        room.join((speaker, text) -> {
            throw new IllegalStateException("broken");
        });
        room.join(ear);

        assertThat(room.say("Ada", "one")).isEqualTo(1);
        assertThat(room.say("Ada", "two")).isEqualTo(1);
        assertThat(tried).containsExactly("one");
        assertThat(heard).containsExactly("Ada: one", "Ada: two");
    }

    @Test
    void holdsNoMoreListenersThanItsLimit() {
        for (int i = 0; i < ChatRoomObject.MAX_LISTENERS; i++) {
            room.join(ear);
        }

        assertThatIllegalStateException().isThrownBy(() -> room.join(ear)).withMessageContaining("full");
    }
}
