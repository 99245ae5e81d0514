package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.call.MethodHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.rmi.dgc.DGC;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.server.ObjID;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LeaseCallsTest {

    private static final long INTERFACE_HASH = -669196253586618813L;
    private static final byte[] COLLECTOR = ByteBuffer.allocate(22).putLong(2).array();

    private final VMID vmid = new VMID();

    static ObjID id(byte[] bytes) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(stream)) {
            out.write(bytes);
        }
        return ObjID.read(new ObjectInputStream(new ByteArrayInputStream(stream.toByteArray())));
    }

    private byte[] dirty(long sequence, ObjID... ids) throws IOException {
        return RawClient.call(COLLECTOR, 1, INTERFACE_HASH, ids, sequence, new Lease(vmid, 600_000));
    }

    @Test
    void claimIsGrantedForOurLeaseAndExpires() throws Exception {
        FakeClock clock = new FakeClock();
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.clock = clock;
        try (WireFixture wire = new WireFixture(limits);
                RawClient client = wire.greeted()) {
            client.call(dirty(1, id(wire.calculatorId())));

            Lease granted = (Lease) client.reply().content().readObject();
            assertThat(granted.getValue()).isEqualTo(60_000);
            assertThat(granted.getVMID()).isEqualTo(vmid);
            assertThat(wire.leases.events).containsExactly("leased 100");
            clock.pass(Duration.ofSeconds(60));
            await("expiry").until(() -> wire.leases.events.contains("released 100"));
        }
    }

    @Test
    void cleanEndsTheClaim() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(dirty(1, id(wire.calculatorId())));
            client.reply().content().readObject();
            client.call(RawClient.call(
                    COLLECTOR, 0, INTERFACE_HASH, new ObjID[] {id(wire.calculatorId())}, 2L, vmid, Boolean.FALSE));

            assertThat(client.reply().result()).isTrue();
            assertThat(wire.leases.events).containsExactly("leased 100", "released 100");
            client.ping();
        }
    }

    @Test
    void callsByMethodHashAreTheSame() throws Exception {
        long dirty = MethodHash.of(DGC.class.getMethod("dirty", ObjID[].class, long.class, Lease.class));
        long clean = MethodHash.of(DGC.class.getMethod("clean", ObjID[].class, long.class, VMID.class, boolean.class));
        ObjID[] ids = new ObjID[1];
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            ids[0] = id(wire.calculatorId());
            client.call(RawClient.call(COLLECTOR, -1, dirty, ids, 1L, new Lease(vmid, 1)));
            assertThat(client.reply().content().readObject()).isInstanceOf(Lease.class);
            client.call(RawClient.call(COLLECTOR, -1, clean, ids, 2L, vmid, Boolean.TRUE));
            assertThat(client.reply().result()).isTrue();

            assertThat(wire.leases.events).containsExactly("leased 100", "released 100");
        }
    }

    @Test
    void forgedAndWellKnownIdsAreGrantedAndForgotten() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(dirty(1, new ObjID(), new ObjID(ObjID.REGISTRY_ID), new ObjID(ObjID.DGC_ID)));

            assertThat(client.reply().content().readObject()).isInstanceOf(Lease.class);
            assertThat(wire.leases.events).isEmpty();
        }
    }

    @Test
    void claimWithoutVmidGetsOne() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(COLLECTOR, 1, INTERFACE_HASH, new ObjID[0], 1L, new Lease(null, 1)));

            assertThat(((Lease) client.reply().content().readObject()).getVMID())
                    .isNotNull();
        }
    }

    @Test
    void otherClassesAreRefusedWithAnExceptionOfTheBaseModule() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(COLLECTOR, 1, INTERFACE_HASH, new ArrayList<>(), 1L, new Lease(vmid, 1)));

            Throwable error = client.error();
            assertThat(error).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("java.util.ArrayList");
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void tooManyIdsAreRefused() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(COLLECTOR, 1, INTERFACE_HASH, new ObjID[10_001], 1L, new Lease(vmid, 1)));

            assertThat(client.error()).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void unknownLeaseOperationIsRefused() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(COLLECTOR, 2, INTERFACE_HASH));

            assertThat(client.error()).hasMessageContaining("operation 2");
        }
    }
}
