package io.everbook.app.audit;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An audit that is kept in a data directory. Whoever opens it calls {@link #tick()} about once a second. Where the
 * device refuses, privileges are refused, other events are lost and counted, and every ten seconds it is tried again:
 * the journal is verified and gone on with where it ends. A command has only what it records itself: there every event
 * that is lost is an {@link AuditException}, which it tells its user, and nothing is said of an engine.
 */
public final class AuditJournal implements Audit {

    /** The chain of the engine. */
    public static final String ENGINE = "ENGINE";

    /** The chain of the commands that change something beside an engine, such as those on credentials. */
    public static final String TOOLS = "TOOLS";

    /** How long a refused device is left alone. */
    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How often it is looked whether segments are older than they are to be kept. */
    static final long REMOVAL_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);

    /**
     * What a journal stands on, and a test replaces.
     *
     * @param storage the data directory, open for writing; closed with the journal
     * @param epochNanos nanoseconds since the epoch
     * @param nanoTime a clock that only goes forward
     * @param options how segments are laid out
     * @param retention how long segments are kept
     */
    record Ground(
            Storage storage,
            LongSupplier epochNanos,
            LongSupplier nanoTime,
            JournalOptions options,
            AuditRetention retention) {}

    private final String name;
    private final Ground ground;
    private final List<AuditMemory> memories;
    private final AuditProbe probe;
    private final Object lock = new Object();
    private final AccessStatistics access = new AccessStatistics();
    private final FailureCounters failures = new FailureCounters();
    private final AuditCounts counts;

    private final AuditRemoval removal;

    private AuditLog log;
    private long removalNanos;
    private AuditAnchor lastAnchor;
    private volatile JournalException failure;
    private long retryNanos;
    private long lostEvents;
    private boolean unforced;
    private boolean recalled;
    private boolean closed;

    private AuditJournal(String name, Ground ground, List<AuditMemory> memories, AuditProbe probe) {
        this.name = name;
        this.ground = ground;
        this.memories = List.copyOf(memories);
        this.probe = probe;
        counts = new AuditCounts(ground.nanoTime().getAsLong());
        removal = new AuditRemoval(ground.storage(), name, ground.retention());
        removalNanos = ground.nanoTime().getAsLong() - REMOVAL_NANOS;
    }

    /**
     * Verifies what is there, gives it to those that go on where they were, and goes on behind it. A device that
     * refuses does not keep the engine from trading.
     *
     * @param name which chain
     * @param ground what it stands on; its storage is closed with this
     * @param memories what goes on after a crash
     * @param probe is told what happens
     */
    static AuditJournal open(String name, Ground ground, List<AuditMemory> memories, AuditProbe probe) {
        AuditJournal journal = new AuditJournal(name, ground, memories, probe);
        synchronized (journal.lock) {
            journal.begin();
        }
        journal.checkpoint();
        return journal;
    }

    @Override
    public void record(AuditEvent event) {
        boolean forced = event.kind().keeping() == AuditKind.Keeping.FORCED || ofCommand();
        AuditLog written = null;
        synchronized (lock) {
            if (closed) {
                refuse(event, null);
            } else if (failure != null) {
                refuse(event, failure);
            } else {
                switch (event.kind().keeping()) {
                    case COUNTED -> count(event);
                    case BOUNDED -> bound(event);
                    case FORCED, WRITTEN -> written = write(event, event.details());
                }
            }
        }
        if (forced && written != null) {
            force(written, event);
        }
    }

    /** Writes what is only counted yet, forces what is written, and tries a device again that has refused. */
    public void tick() {
        // Without the lock, which they wait for where they record something themselves.
        long epochMillis = TimeUnit.NANOSECONDS.toMillis(ground.epochNanos().getAsLong());
        memories.forEach(memory -> memory.passed(epochMillis));
        checkpoint();
        AuditLog written;
        synchronized (lock) {
            if (closed) {
                return;
            }
            if (failure != null) {
                retry();
            }
            if (failure != null) {
                return;
            }
            access.drain(memories).forEach(this::write);
            counts.drain(ground.nanoTime().getAsLong()).forEach(this::write);
            written = unforced ? log : null;
            unforced = false;
        }
        if (written != null) {
            force(written, null);
        }
        removeOld();
    }

    /** Removes old segments now and then. No lock: only this thread removes, and each record waits for its own. */
    private void removeOld() {
        long now = ground.nanoTime().getAsLong();
        if (now - removalNanos < REMOVAL_NANOS) {
            return;
        }
        removalNanos = now;
        try {
            removal.run(ground.epochNanos().getAsLong(), this::record, bytes -> {
                synchronized (lock) {
                    if (log != null) {
                        log.removed(bytes);
                    }
                }
            });
        } catch (JournalException | AuditException refused) {
            LOG.error("Old segments of the audit journal stay for now: {}", refused.getMessage());
        }
    }

    /** {@return why nothing is recorded now, or null} */
    public String fault() {
        // Without the lock, which is held while a device takes its time.
        JournalException now = failure;
        return now == null ? null : now.getMessage();
    }

    /** {@return the chain's head, to be pinned elsewhere; null where there is none} */
    public AuditAnchor anchor() {
        synchronized (lock) {
            return log == null ? lastAnchor : log.anchor();
        }
    }

    /**
     * Tells what a key has used since its first request.
     *
     * @param keyId which key
     * @return what is known, by the names of the details of {@link AuditKind#ACCESS} records; empty for nothing
     */
    public Map<String, String> accessOf(String keyId) {
        synchronized (lock) {
            return access.of(keyId);
        }
    }

    /**
     * Tells how often a key was named with a wrong signature since it last authenticated itself.
     *
     * @param keyId which key
     * @return how often, over all lives of the engine
     */
    public long failuresOfKey(String keyId) {
        synchronized (lock) {
            return failures.ofKey(keyId);
        }
    }

    /**
     * Tells how often an address has sent a wrong signature since somebody last authenticated itself from there.
     *
     * @param address which, as a numeric address
     * @return how often, over all lives of the engine
     */
    public long failuresOfAddress(String address) {
        synchronized (lock) {
            return failures.ofAddress(address);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            if (failure == null) {
                for (List<AccessStatistics.Statement> more = access.drain(memories);
                        !more.isEmpty();
                        more = access.drain(memories)) {
                    more.forEach(this::write);
                }
                counts.drainAll(ground.nanoTime().getAsLong()).forEach(this::write);
            }
            closeLog();
        }
        try {
            ground.storage().close();
        } catch (IOException e) {
            LOG.warn("The audit journal was not unlocked in order: {}", e.toString());
        }
    }

    private void begin() {
        // What this life knows already it need not be told again when the device is tried again.
        Consumer<AuditRecord> memory = recalled ? record -> {} : this::recall;
        try {
            log = AuditLog.open(ground, name, memory);
            recalled = true;
        } catch (JournalException refused) {
            fail(refused);
        }
    }

    private void recall(AuditRecord written) {
        AuditRecord record = Remembered.recalled(written);
        access.recall(record);
        failures.recall(record);
        memories.forEach(memory -> memory.recall(record));
    }

    /**
     * Writes a checkpoint where one is due. What others know is held still before this is locked, for that is the order
     * in which they record.
     */
    private void checkpoint() {
        Runnable work = this::checkpointIfDue;
        for (AuditMemory memory : memories) {
            Runnable inner = work;
            work = () -> memory.whileStill(inner);
        }
        work.run();
    }

    private void checkpointIfDue() {
        synchronized (lock) {
            if (closed || failure != null || !log.checkpointDue()) {
                return;
            }
            List<Remembered> pieces = new ArrayList<>(access.state(memories, failures));
            pieces.addAll(failures.state());
            memories.forEach(memory -> pieces.addAll(memory.state()));
            try {
                log.checkpoint(Remembered.checkpoint(pieces));
                unforced = true;
                probe.written(AuditKind.CHECKPOINT, log.bytes());
            } catch (JournalException refused) {
                fail(refused);
            }
        }
    }

    private void retry() {
        long now = ground.nanoTime().getAsLong();
        if (now - retryNanos < RETRY_NANOS) {
            return;
        }
        closeLog();
        failure = null;
        begin();
        if (failure == null) {
            probe.failed(false);
            LOG.info("The audit journal takes records again: journal={} lost={}", name, lostEvents);
            write(
                    new AuditEvent.VerificationFailed(
                            "audit", name, "the device had refused; events that were lost meanwhile: " + lostEvents),
                    null);
            lostEvents = 0;
        }
    }

    private void bound(AuditEvent event) {
        if (counts.single(event, ground.nanoTime().getAsLong())) {
            write(event, event.details());
        }
    }

    private void count(AuditEvent event) {
        long epochMillis = TimeUnit.NANOSECONDS.toMillis(ground.epochNanos().getAsLong());
        if (event instanceof AuditEvent.Authenticated authenticated) {
            access.authenticated(authenticated, epochMillis);
            failures.authenticated(authenticated);
            return;
        }
        AuditEvent bounded = event;
        if (event instanceof AuditEvent.AuthenticationFailed failed) {
            AuditEvent.AuthenticationFailed named = new AuditEvent.AuthenticationFailed(
                    AuditText.keyId(failed.keyId()), AuditText.address(failed.address()), failed.reason());
            access.failed(named, epochMillis);
            failures.failed(named);
            bounded = named;
        } else if (event instanceof AuditEvent.RateLimited limited) {
            access.limited(limited, epochMillis);
        }
        if (counts.single(bounded, ground.nanoTime().getAsLong())) {
            write(new AuditCounts.Count(bounded, 1));
        }
    }

    private void write(AccessStatistics.Statement statement) {
        failures.tellLeft(statement.event().keyId(), statement.details());
        write(statement.event(), statement.details());
    }

    private void write(AuditCounts.Count count) {
        Map<String, String> details = new LinkedHashMap<>(count.event().details());
        details.put("count", Long.toString(count.count()));
        if (count.event().kind() == AuditKind.AUTHENTICATION_FAILED) {
            failures.tell(count.event(), details);
        }
        write(count.event(), details);
    }

    /** Writes a record; null where the device refused and the event is no privilege. */
    private AuditLog write(AuditEvent event, Map<String, String> details) {
        if (failure != null) {
            refuse(event, failure);
            return null;
        }
        try {
            log.append(event, details == null ? event.details() : details);
            log.commit();
            unforced = true;
            probe.written(event.kind(), log.bytes());
            return log;
        } catch (JournalException refused) {
            fail(refused);
            refuse(event, refused);
            return null;
        }
    }

    private void force(AuditLog written, AuditEvent privilege) {
        long start = System.nanoTime();
        try {
            written.force();
            probe.forced(System.nanoTime() - start);
        } catch (JournalException refused) {
            synchronized (lock) {
                if (written == log && failure == null) {
                    fail(refused);
                }
                if (privilege != null) {
                    refuse(privilege, refused);
                }
            }
        }
    }

    private void refuse(AuditEvent event, JournalException cause) {
        probe.lost(event.kind());
        lostEvents++;
        boolean privilege = event.kind().keeping() == AuditKind.Keeping.FORCED;
        if (privilege || ofCommand()) {
            String why = cause == null ? "the engine stops" : cause.getMessage();
            String outcome = privilege ? "this was not done, since it cannot" : "this could not";
            throw new AuditException(outcome + " be recorded in the audit journal: " + why, cause);
        }
    }

    private void fail(JournalException refused) {
        failure = refused;
        retryNanos = ground.nanoTime().getAsLong();
        probe.failed(true);
        if (ofCommand()) {
            // Whoever records gets it as an exception, and a log line says nothing that is true here.
            return;
        }
        LOG.error(
                "The audit journal takes no records: privileged actions are refused, trading goes on, and it is tried"
                        + " again every {} s: {}",
                TimeUnit.NANOSECONDS.toSeconds(RETRY_NANOS),
                refused.getMessage());
    }

    private boolean ofCommand() {
        return name.equals(TOOLS);
    }

    private void closeLog() {
        if (log == null) {
            return;
        }
        lastAnchor = log.anchor();
        try {
            log.close();
        } catch (JournalException refused) {
            if (failure == null) {
                fail(refused);
            }
        }
        log = null;
    }
}
