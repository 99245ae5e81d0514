package dev.hearth.core.server;

import dev.hearth.core.adapter.StoredObjects;
import dev.hearth.core.adapter.StoredObjects.Placed;
import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.admin.StateExchange;
import dev.hearth.core.store.Backup;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.ObjectLineExport;
import dev.hearth.core.store.ObjectLineReader;
import dev.hearth.core.store.ObjectLineWriter;
import dev.hearth.core.store.StateStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the admin port sees of the store. Thread-safe. */
final class StoreView implements StateExchange {

    private final StateStore store;
    private final DataFolder folder;
    private final StoredObjects objects;

    StoreView(StateStore store, DataFolder folder, StoredObjects objects) {
        this.store = store;
        this.folder = folder;
        this.objects = objects;
    }

    @Override
    public Optional<StoredObject> show(String name) throws RefusedException {
        try {
            return objects.view(name).map(StoreView::shown);
        } catch (IOException unreadable) {
            throw new RefusedException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private static StoredObject shown(StoredObjects.View view) {
        return new StoredObject(
                view.identity().name(),
                view.identity().type(),
                view.identity().number(),
                view.state().length,
                view.active(),
                new String(view.state(), StandardCharsets.UTF_8));
    }

    @Override
    public Done write(OutputStream to, Optional<String> name) throws RefusedException {
        try (ObjectLineWriter out = new ObjectLineWriter(to)) {
            Predicate<String> wanted = name.<Predicate<String>>map(
                            only -> each -> each.equals(only) || each.startsWith(only + "/"))
                    .orElse(each -> true);
            ObjectLineExport export = new ObjectLineExport(out, folder.mark(), wanted);
            store.snapshot(export);
            if (name.isPresent() && export.stored() + export.damages() == 0) {
                throw new RefusedException("no object '" + name.get()
                        + "' is stored, and none below it; 'hearth objects' lists those that are");
            }
            return new Done(count(export.stored()) + " exported", leftOut(export));
        } catch (IOException failed) {
            throw new RefusedException("the export failed: " + failed.getMessage(), failed);
        }
    }

    private static String count(long objects) {
        return objects == 1 ? "1 object is" : objects + " objects are";
    }

    private static List<String> leftOut(ObjectLineExport export) {
        List<String> told = new ArrayList<>(export.damaged());
        if (export.damages() > told.size()) {
            told.add("… and " + (export.damages() - told.size()) + " more");
        }
        return told;
    }

    @Override
    public Done read(Source from, boolean replace) throws RefusedException {
        Placed placed = new StateImport(objects, folder.mark(), replace, () -> new ObjectLineReader(from.open())).run();
        return new Done(
                placed.fresh() + " new, " + placed.replaced() + " replaced, " + placed.same() + " were there already"
                        + (placed.named() == 0 ? "" : "; " + placed.named() + " names without a state"),
                List.of());
    }

    @Override
    public Done backup(Path to) throws RefusedException {
        try {
            ObjectLineExport made = Backup.make(to, folder, store);
            return new Done(count(made.stored()) + " in the backup " + to, leftOut(made));
        } catch (IOException failed) {
            throw new RefusedException("no backup is made: " + failed.getMessage(), failed);
        }
    }
}
