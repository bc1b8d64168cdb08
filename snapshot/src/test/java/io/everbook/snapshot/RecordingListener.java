package io.everbook.snapshot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
final class RecordingListener implements SnapshotListener {

    final List<SnapshotFile> taken = new CopyOnWriteArrayList<>();
    final List<RuntimeException> failed = new CopyOnWriteArrayList<>();
    final List<Long> compared = new CopyOnWriteArrayList<>();
    final List<String> mismatches = new CopyOnWriteArrayList<>();

    @Override
    public void taken(String symbol, SnapshotFile snapshot, long nanos) {
        taken.add(snapshot);
    }

    @Override
    public void compared(String symbol, long sequence) {
        compared.add(sequence);
    }

    @Override
    public void failed(String symbol, RuntimeException fault) {
        failed.add(fault);
    }

    @Override
    public void mismatch(String symbol, long sequence, long liveDigest, long rebuiltDigest) {
        mismatches.add(symbol + " " + sequence + " " + (liveDigest == rebuiltDigest ? "equal" : "different"));
    }
}
