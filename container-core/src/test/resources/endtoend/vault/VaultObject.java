package vault;

import dev.hearth.api.HostedObject;
import dev.hearth.api.ObjectContext;
import java.rmi.RemoteException;

@HostedObject(name = "vault")
public final class VaultObject implements Vault {
    private final ObjectContext context;

    VaultObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public String who() {
        return context.caller().principal();
    }

    @Override
    public byte[] echo(byte[] content) {
        return content;
    }

    @Override
    public Vault inner() {
        return new VaultObject(context);
    }

    @Override
    public String tell(Listener listener) throws RemoteException {
        return "it said: " + listener.heard("news", new VaultObject(context));
    }

    @Override
    public long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("hearth-wire-\\d+"))
                .count();
    }
}
