package io.github.redshiftdata.emulator;

import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.engine.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A ledger in the heap. What was written last before a crash is what {@link #deaf} leaves. */
final class FakeLedger implements Ledger {

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Whether it refuses to write. */
    volatile boolean refusing;

    /** Whether it takes no more updates, as if the process had been killed before them. */
    volatile boolean deaf;

    @Override
    public synchronized void accept(String id, long sequence, String request, String progress) throws EngineException {
        requireWilling();
        entries.put(id, new Entry(id, sequence, request, progress, null, null));
    }

    @Override
    public synchronized void committing(String id, String evidence, String afterCommit) throws EngineException {
        requireWilling();
        var old = entries.get(id);
        entries.put(id, new Entry(id, old.sequence(), old.request(), old.progress(), evidence, afterCommit));
    }

    @Override
    public synchronized void update(String id, String progress) throws EngineException {
        requireWilling();
        var old = entries.get(id);
        if (!deaf && old != null) {
            entries.put(id, new Entry(id, old.sequence(), old.request(), progress, null, null));
        }
    }

    @Override
    public synchronized void forget(Collection<String> ids) {
        entries.keySet().removeAll(ids);
    }

    @Override
    public void read(Consumer<Entry> reader) {
        List<Entry> copy;
        synchronized (this) {
            copy = new ArrayList<>(entries.values());
        }
        copy.forEach(reader);
    }

    synchronized int size() {
        return entries.size();
    }

    private void requireWilling() throws EngineException {
        if (refusing) {
            throw new EngineException("The emulator could not write down a statement: no", false, null);
        }
    }
}
