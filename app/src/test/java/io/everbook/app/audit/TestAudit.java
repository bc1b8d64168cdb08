package io.everbook.app.audit;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An audit journal of a test, which owns its clocks: both go on by what {@link #pass} says. */
public final class TestAudit implements AutoCloseable {

    /** Small segments, so that a journal has several of them. */
    static final JournalOptions OPTIONS = AuditLog.OPTIONS.withSegmentBytes(8 << 10);

    static final long EPOCH_NANOS = 1_800_000_000_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final AuditJournal journal;
    private final List<AuditKind> lost = new ArrayList<>();
    private final List<Boolean> failures = new ArrayList<>();

    private TestAudit(
            Storage storage,
            String name,
            JournalOptions options,
            AuditRetention retention,
            List<AuditMemory> memories,
            AuditProbe probe) {
        AuditJournal.Ground ground =
                new AuditJournal.Ground(storage, () -> EPOCH_NANOS + nanos.get(), nanos::get, options, retention);
        journal = AuditJournal.open(name, ground, memories, new AuditProbe() {
            @Override
            public void written(AuditKind kind, long bytes) {
                probe.written(kind, bytes);
            }

            @Override
            public void lost(AuditKind kind) {
                probe.lost(kind);
                lost.add(kind);
            }

            @Override
            public void failed(boolean failed) {
                probe.failed(failed);
                failures.add(failed);
            }
        });
    }

    static TestAudit open(Storage storage, AuditMemory... memories) {
        return open(storage, OPTIONS, memories);
    }

    static TestAudit open(Storage storage, JournalOptions options, AuditMemory... memories) {
        return new TestAudit(
                storage, AuditJournal.ENGINE, options, AuditRetention.DEFAULTS, List.of(memories), AuditProbe.NONE);
    }

    static TestAudit keeping(Storage storage, AuditRetention retention, AuditMemory... memories) {
        return new TestAudit(storage, AuditJournal.ENGINE, OPTIONS, retention, List.of(memories), AuditProbe.NONE);
    }

    /** The engine's chain, for tests of other parts, which are told what it tells about itself. */
    public static TestAudit open(Storage storage, AuditProbe probe) {
        return new TestAudit(storage, AuditJournal.ENGINE, OPTIONS, AuditRetention.DEFAULTS, List.of(), probe);
    }

    static TestAudit tools(Storage storage) {
        return new TestAudit(storage, AuditJournal.TOOLS, OPTIONS, AuditRetention.DEFAULTS, List.of(), AuditProbe.NONE);
    }

    /** {@return the journal} */
    public AuditJournal journal() {
        return journal;
    }

    List<AuditKind> lost() {
        return lost;
    }

    List<Boolean> failures() {
        return failures;
    }

    void record(AuditEvent event) {
        journal.record(event);
    }

    long epochMillis() {
        return TimeUnit.NANOSECONDS.toMillis(EPOCH_NANOS + nanos.get());
    }

    /** Lets time pass, and does what is done about once a second. */
    public void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        journal.tick();
    }

    @Override
    public void close() {
        journal.close();
    }

    /** The records of the engine's chain, which must be sound; without those of checkpoints. */
    static List<AuditRecord> read(Storage storage) {
        return read(storage, AuditJournal.ENGINE);
    }

    static List<AuditRecord> read(Storage storage, String name) {
        List<AuditRecord> records = new ArrayList<>();
        AuditVerification verification = AuditVerification.run(storage, name, List.of(), records::add);
        if (!verification.findings().isEmpty()) {
            throw new AssertionError("the chain is not sound: " + verification.findings());
        }
        records.removeIf(record -> record.kind() == AuditKind.CHECKPOINT);
        return records;
    }

    static List<AuditFinding> findings(Storage storage, AuditAnchor... anchors) {
        return AuditVerification.run(storage, AuditJournal.ENGINE, List.of(anchors), record -> {})
                .findings();
    }
}
