package dev.hearth.samples.tour;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Note;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

public final class ReceiptModule implements HookModule {

    private static final Logger LOG = System.getLogger(ReceiptModule.class.getName());
    private static final Note<Long> RECEIPT = Note.of("receipt", Long.class);

    private final AtomicLong receipts = new AtomicLong();

    @Override
    public String name() {
        return "receipt";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        hooks.receive(this::number).outsideOnly();
        hooks.log(ReceiptModule::print).outsideOnly();
    }

    private Answer number(Call call) {
        call.note(RECEIPT, receipts.incrementAndGet());
        return Answer.OK;
    }

    private static void print(LoggedCall call) {
        call.note(RECEIPT)
                .ifPresent(number -> LOG.log(
                        Level.INFO,
                        "receipt {0}: {1}.{2} by {3}, {4}",
                        number,
                        call.object(),
                        call.method(),
                        call.principal(),
                        call.outcome().kind()));
    }
}
