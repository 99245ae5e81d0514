package dev.hearth.core.testing;

import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStoreContract;

class MemoryStoreTest extends StateStoreContract {

    private final MemoryStore.Disk disk = new MemoryStore.Disk();

    @Override
    protected StateStore open(DataFolder folder) {
        return new MemoryStore(disk);
    }
}
