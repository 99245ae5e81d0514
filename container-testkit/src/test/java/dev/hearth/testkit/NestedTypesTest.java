package dev.hearth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is hosted, its interface and its values are nested in the test's class, which is not hosted itself. */
class NestedTypesTest {

    /** What one says. */
    public record Remark(String who, String text) implements Serializable {}

    /** The remote interface. */
    public interface Book extends Remote {
        /** Writes a remark, and counts them. */
        int write(Remark remark) throws RemoteException;

        /** All remarks. */
        List<Remark> all() throws RemoteException;
    }

    /** The object. */
    @HostedObject(name = "books", lifecycle = Lifecycle.PERSISTENT)
    public static final class BookObject implements Book {
        private final List<Remark> remarks = new ArrayList<>();

        @Override
        public int write(Remark remark) {
            if (remark.text().isEmpty()) {
                throw new IllegalArgumentException("nothing is said");
            }
            remarks.add(remark);
            return remarks.size();
        }

        @Override
        public List<Remark> all() {
            return List.copyOf(remarks);
        }
    }

    @RegisterExtension
    final HearthExtension hearth = HearthExtension.hosting(BookObject.class);

    @Test
    void theyAreCalledAndKept(@Stub("books/guests") Book book) throws Exception {
        Remark remark = new Remark("ann", "how nice");

        assertThat(book.write(remark)).isEqualTo(1);
        assertThat(book.all()).containsExactly(remark);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.write(new Remark("ann", "")))
                .withMessage("nothing is said");
    }
}
