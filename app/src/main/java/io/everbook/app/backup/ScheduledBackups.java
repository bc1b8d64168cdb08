package io.everbook.app.backup;

import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditEvent;
import io.everbook.app.audit.AuditException;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.PasswordReader;
import io.everbook.app.secret.PasswordSource;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backups that a running engine makes, on a thread of their own and of the lowest priority. */
public final class ScheduledBackups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledBackups.class);
    private static final long RETRY_MILLIS = TimeUnit.MINUTES.toMillis(10);
    private static final long END_SECONDS = 10;

    private final BackupSchedule schedule;
    private final Path data;
    private final Path configuration;
    private final Audit audit;
    private final BackupProbe probe;
    private final ScheduledExecutorService thread;
    private volatile boolean ending;
    private long dueEpochMillis = -1;

    private ScheduledBackups(BackupSchedule schedule, Path data, Path configuration, Audit audit, BackupProbe probe) {
        this.schedule = schedule;
        this.data = data;
        this.configuration = configuration;
        this.audit = audit;
        this.probe = probe;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread created = new Thread(work, "everbook-backup");
            created.setDaemon(true);
            created.setPriority(Thread.MIN_PRIORITY);
            return created;
        });
        thread.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Begins to make them, the first one at once where none is there that is new enough.
     *
     * @param schedule when and where; enabled
     * @param data the engine's data directory
     * @param configuration its configuration file; null for none
     * @param audit where each run is recorded; stays the caller's, and is closed after this
     * @param probe is told of each run
     * @return the backups; closed by the caller
     * @throws io.everbook.app.terminal.UserFault where they would lie in the data directory itself
     */
    public static ScheduledBackups start(
            BackupSchedule schedule, Path data, Path configuration, Audit audit, BackupProbe probe) {
        try {
            BackupCreateCommand.requireOutside(data, Path.of(schedule.directory()));
        } catch (IOException unreadable) {
            throw new BackupException(
                    BackupException.Code.DEVICE_FAILED,
                    "the directory of the backups cannot be looked at: backup.directory=" + schedule.directory()
                            + " cause=" + unreadable,
                    unreadable);
        }
        return new ScheduledBackups(schedule, data, configuration, audit, probe);
    }

    private void tick() {
        try {
            long now = System.currentTimeMillis();
            if (dueEpochMillis < 0) {
                dueEpochMillis = firstDue(now);
            }
            if (now >= dueEpochMillis && !ending) {
                boolean made = run();
                long interval = TimeUnit.MINUTES.toMillis(schedule.intervalMin());
                dueEpochMillis = now + (made ? interval : Math.min(interval, RETRY_MILLIS));
            }
        } catch (RuntimeException | Error failure) {
            // The schedule goes on whatever happens, and is told of what does.
            failed(failure);
            dueEpochMillis = System.currentTimeMillis() + RETRY_MILLIS;
        }
    }

    private long firstDue(long now) {
        long due = now;
        long good = 0;
        try (Storage storage = FileStorage.readOnly(Path.of(schedule.directory()))) {
            BackupStore store = new BackupStore(storage, Sealing.NONE);
            for (String id : store.ids()) {
                long begun = BackupStore.time(id).toEpochMilli();
                due = begun + TimeUnit.MINUTES.toMillis(schedule.intervalMin());
                good = !schedule.verify() || store.isVerified(id) ? begun : good;
            }
        } catch (IOException | RuntimeException notThereYet) {
            due = now;
        }
        probe.scheduled(TimeUnit.MINUTES.toSeconds(schedule.intervalMin()), good);
        return due;
    }

    /** Whether it was made. */
    private boolean run() {
        long start = System.nanoTime();
        LOG.info("Backup begun: to={} incremental={}", schedule.directory(), schedule.incremental());
        try {
            // A privilege: not done where it cannot be recorded.
            record("begun");
            Manifest manifest = make();
            record("done: " + manifest.id());
            long nanos = System.nanoTime() - start;
            LOG.info(
                    "Backup {}: backup={} files={} bytes={} written={} millis={}",
                    schedule.verify() ? "made and verified" : "made",
                    manifest.id(),
                    manifest.files().size(),
                    manifest.bytes(),
                    manifest.ownBytes(),
                    TimeUnit.NANOSECONDS.toMillis(nanos));
            probe.made(manifest.ownBytes(), nanos, System.currentTimeMillis());
            return true;
        } catch (CancellationException end) {
            LOG.info("Backup given up, since the engine ends; earlier ones are untouched");
            return false;
        } catch (IOException | RuntimeException failure) {
            failed(failure);
            return false;
        }
    }

    private void failed(Throwable failure) {
        LOG.error("No backup was made; it is tried again: to={} cause={}", schedule.directory(), message(failure));
        probe.failed();
        try {
            record("failed: " + message(failure));
        } catch (AuditException refused) {
            LOG.error("The failure of the backup could not be recorded: {}", refused.getMessage());
        }
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private Manifest make() throws IOException {
        Path directory = Path.of(schedule.directory());
        BackupProgress goingOn = (what, unit) -> (done, total) -> requireGoingOn();
        try (Sealing sealing = sealing();
                Storage storage = BackupDirectory.create(directory)) {
            BackupStore store = new BackupStore(storage, sealing);
            Manifest manifest = new BackupCreation(store, schedule.incremental(), BackupText.version(), goingOn)
                    .run(data, configuration, System.currentTimeMillis());
            if (schedule.verify()) {
                // Decrypted, and so where such files lie anyway; never beside the backups, which others may reach.
                BackupVerification.removeLeftovers(data);
                BackupVerification.run(store, manifest.id(), data, goingOn);
                store.markVerified(manifest.id());
            }
            BackupPruning.Pruned pruned = BackupPruning.run(store, schedule.keep());
            pruned.backups().forEach(id -> LOG.info("Backup deleted, since enough newer ones are kept: backup={}", id));
            return manifest;
        }
    }

    private Sealing sealing() {
        return schedule.passwordFile().isEmpty()
                ? Sealing.NONE
                : new Sealed(
                        PasswordReader.read(
                                new PasswordSource.OfFile(Path.of(schedule.passwordFile())), "of the backups"),
                        KeyDerivation.DEFAULT);
    }

    private void requireGoingOn() {
        if (ending) {
            throw new CancellationException("the engine ends");
        }
    }

    private void record(String outcome) {
        audit.record(new AuditEvent.Backup("create", schedule.directory(), outcome, "schedule"));
    }

    /** Ends; a backup that is being made is given up within ten seconds. Nothing is interrupted, nothing half done. */
    @Override
    public void close() {
        ending = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A backup is still being made and is given up; earlier ones are untouched");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
