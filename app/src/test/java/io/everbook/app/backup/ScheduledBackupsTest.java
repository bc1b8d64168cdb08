package io.everbook.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditEvent;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that an engine makes of itself. */
class ScheduledBackupsTest implements BackupProbe, Audit {

    @TempDir
    private Path directory;

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong foundEpochMillis = new AtomicLong(-1);
    private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();

    @Test
    void shouldMakeVerifyRecordAndCountTheFirstOneAtOnce() throws Exception {
        Path backups = directory.resolve("backups");
        Path password = Files.writeString(directory.resolve("password"), "a good password\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        try (SampleData data =
                new SampleData(directory.resolve("data")).trade(20).snapshot()) {
            Files.createDirectories(data.path().resolve("everbook-verify-1/journals"));
            try (ScheduledBackups scheduled = start(data.path(), backups, password.toString())) {
                assertThat(scheduled).isNotNull();
                await().until(() -> made.get() + failed.get() > 0);
            }
            try (Storage storage = FileStorage.readOnly(backups);
                    Sealed sealed = SealedTest.sealed("a good password")) {
                BackupStore store = new BackupStore(storage, sealed);
                assertThat(store.ids()).hasSize(1);
                String id = store.ids().get(0);
                assertThat(store.isVerified(id)).isTrue();
                assertThat(store.manifest(id).states()).containsExactly(data.state());
                assertThat(audited)
                        .containsExactly(
                                new AuditEvent.Backup("create", backups.toString(), "begun", "schedule"),
                                new AuditEvent.Backup("create", backups.toString(), "done: " + id, "schedule"));
            }
            assertThat(foundEpochMillis).as("none was there").hasValue(0);
            try (ScheduledBackups again = start(data.path(), backups, password.toString())) {
                assertThat(again).isNotNull();
                await().until(() -> foundEpochMillis.get() > 0);
            }
            assertThat(made).as("it is not due again").hasValue(1);
            try (var left = Files.list(data.path())) {
                assertThat(left.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("verify"));
            }
        }
        assertThat(failed).hasValue(0);
    }

    @Test
    void shouldTellOfAFailureAndGoOn() throws Exception {
        try (SampleData data = new SampleData(directory.resolve("data")).trade(20);
                ScheduledBackups scheduled = start(data.path(), directory.resolve("backups"), "missing")) {
            assertThat(scheduled).isNotNull();
            await().until(() -> failed.get() > 0);
            await().until(() -> audited.size() == 2);
            assertThat(audited.get(1).details().get("outcome"))
                    .startsWith("failed: ")
                    .contains("missing");
        }
        assertThat(made).hasValue(0);
    }

    @Test
    void shouldRefuseToLieInTheDataDirectory() {
        Path data = directory.resolve("data");
        assertThatThrownBy(() -> start(data, data.resolve("backups"), "")).isInstanceOf(UserFault.class);
    }

    private ScheduledBackups start(Path data, Path backups, String passwordFile) {
        BackupSchedule schedule = new BackupSchedule(backups.toString(), 60, true, 2, true, passwordFile);
        return ScheduledBackups.start(schedule, data, null, this, this);
    }

    @Override
    public void scheduled(long intervalSeconds, long lastEpochMillis) {
        assertThat(intervalSeconds).isEqualTo(3_600);
        foundEpochMillis.set(lastEpochMillis);
    }

    @Override
    public void made(long bytesWritten, long nanos, long epochMillis) {
        assertThat(bytesWritten).isPositive();
        made.incrementAndGet();
    }

    @Override
    public void failed() {
        failed.incrementAndGet();
    }

    @Override
    public void record(AuditEvent event) {
        audited.add(event);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
