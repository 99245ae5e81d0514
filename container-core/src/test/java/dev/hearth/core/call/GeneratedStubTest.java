package dev.hearth.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import java.io.IOException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RemoteRef;
import java.rmi.server.RemoteStub;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stubs of rmic's are sent where proxies of the JDK's can't make the calls, and nowhere else. */
@SuppressWarnings("deprecation")
class GeneratedStubTest {

    interface Plain {
        void ring() throws IOException;
    }

    interface Inheriting extends Plain, Remote {}

    interface Whole extends Remote {
        void ring() throws RemoteException;
    }

    static class Bell implements Inheriting {
        @Override
        public void ring() {}
    }

    static final class Louder extends Bell {}

    public static final class Bell_Stub extends RemoteStub implements Inheriting {
        private static final long serialVersionUID = 2;

        public Bell_Stub(RemoteRef ref) {
            super(ref);
        }

        @Override
        public void ring() {}
    }

    static final class Gong implements Whole {
        @Override
        public void ring() {}
    }

    public static final class Gong_Stub extends RemoteStub implements Whole {
        private static final long serialVersionUID = 2;

        public Gong_Stub(RemoteRef ref) {
            super(ref);
        }

        @Override
        public void ring() {}
    }

    static final class Drum implements Inheriting {
        @Override
        public void ring() {}
    }

    /** No stub. */
    static final class Drum_Stub {}

    private static Class<?> stub(Class<?> implementation) {
        Deployment deployment = new Deployment(
                "test", GeneratedStubTest.class.getClassLoader(), name -> true, Map.of(), Threading.POOLED);
        return HostedType.of(
                        "bell",
                        deployment,
                        implementation,
                        new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                        context -> new Object())
                .stub();
    }

    @Test
    void isTakenOfTheInnermostClassThatImplementsTheInterface() {
        assertThat(GeneratedStub.of(Louder.class)).contains(Bell_Stub.class);
        assertThat(GeneratedStub.of(Gong.class)).contains(Gong_Stub.class);
        assertThat(GeneratedStub.of(Drum.class)).isEmpty();
        assertThat(GeneratedStub.of(Object.class)).isEmpty();
    }

    @Test
    void isWhatClientsGetWhereAMethodIsOfAnInterfaceThatIsNotRemote() {
        assertThat(stub(Louder.class)).isSameAs(Bell_Stub.class);
        assertThat(stub(Gong.class)).isNull();
        assertThat(stub(Drum.class)).isNull();
    }
}
