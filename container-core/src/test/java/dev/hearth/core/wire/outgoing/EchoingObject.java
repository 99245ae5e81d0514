package dev.hearth.core.wire.outgoing;

import java.rmi.RemoteException;
import java.rmi.server.Unreferenced;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A plain RMI object, as a client or another server has it. */
final class EchoingObject implements Echoing, Unreferenced {

    final CountDownLatch unreferenced = new CountDownLatch(1);
    final CountDownLatch block = new CountDownLatch(1);
    volatile Echoing other;

    @Override
    public Object echo(Object value) {
        return "gadget".equals(value) ? new Gadget() : value;
    }

    @Override
    public long add(int a, long b, String c, byte[] d) {
        return a + b + c.length() + d.length;
    }

    @Override
    public List<Entry> entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Entry("k" + i, i)).toList();
    }

    @Override
    public void fail(String how) throws RemoteException, Odd {
        switch (how) {
            case "declared" -> throw new Odd("odd");
            case "runtime" -> throw new IllegalStateException("state");
            case "error" -> throw new AssertionError("error");
            case "undeclared" ->
                EchoingObject.<RuntimeException>throwUnchecked(new java.io.FileNotFoundException("undeclared"));
            case "block" -> await();
            default -> throw new RemoteException(how);
        }
    }

    @SuppressWarnings("unchecked") // the compiler is to believe that it is unchecked
    private static <T extends Exception> void throwUnchecked(Exception checked) throws T {
        throw (T) checked;
    }

    private void await() throws RemoteException {
        try {
            block.await();
        } catch (InterruptedException interrupted) {
            throw new RemoteException("interrupted", interrupted);
        }
    }

    @Override
    public Echoing other() {
        return other;
    }

    @Override
    public void unreferenced() {
        unreferenced.countDown();
    }
}
