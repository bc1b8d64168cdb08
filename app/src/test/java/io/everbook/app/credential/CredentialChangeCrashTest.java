package io.everbook.app.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditEvent.CredentialChanged;
import io.everbook.app.audit.AuditException;
import io.everbook.app.audit.ToolAudit;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.RequestSignature;
import io.everbook.journal.AuditLogCatalog;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.SimulatedCrash;
import io.everbook.journal.storage.SimulatedDisk;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** rotate and passwd as whole commands, audit and all, which die, or lose power, at every step of the disk. */
class CredentialChangeCrashTest {

    private static final long SEED = Long.getLong("everbook.credentials.seed", System.nanoTime());
    private static final String KEY = "desk-7";
    private static final long LATER = TestStores.NOW + 1;

    private final Secret password = TestStores.password("correct horse battery");
    private final Secret other = TestStores.password("another long password");
    private CredentialStore before;
    private byte[] bytesBefore;

    @BeforeEach
    void make() throws IOException {
        System.out.printf("-Deverbook.credentials.seed=%d%n", SEED);
        try (CredentialStore store = TestStores.withThree(password)) {
            bytesBefore = store.encode();
        }
        before = CredentialStore.open(bytesBefore, password);
    }

    @AfterEach
    void close() {
        before.close();
        password.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHaveTheOldOrTheNewSecretAfterACrashOfRotate(boolean powerCut) throws IOException {
        String old = signature(before);
        everyStep(
                powerCut,
                new CredentialChanged("rotate", KEY),
                store -> {
                    store.rotate(KEY, LATER).close();
                    return store;
                },
                bytes -> {
                    CredentialStore store = before.openLater(bytes);
                    assertThat(store.credentials()).hasSize(3);
                    boolean changed = !signature(store).equals(old);
                    assertThat(store.generation()).isEqualTo(before.generation() + (changed ? 1 : 0));
                    return changed;
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldOpenWithTheOldOrTheNewPasswordAfterACrashOfPasswd(boolean powerCut) throws IOException {
        String secret = signature(before);
        everyStep(
                powerCut,
                new CredentialChanged("passwd", ""),
                store -> store.withPassword(other, TestStores.FLOOR),
                bytes -> {
                    CredentialStore unchanged = before.openLater(bytes);
                    CredentialStore store = unchanged == null ? CredentialStore.open(bytes, other) : unchanged;
                    assertThat(store.credentials()).hasSize(3);
                    assertThat(signature(store)).isEqualTo(secret);
                    return unchanged == null;
                });
    }

    /** Whether a store that is found after a crash is the new one; fails where it is neither. */
    @FunctionalInterface
    private interface Look {
        boolean isNew(byte[] bytes) throws IOException;
    }

    private void everyStep(boolean powerCut, CredentialChanged event, UnaryOperator<CredentialStore> change, Look look)
            throws IOException {
        Set<String> outcomes = new HashSet<>();
        int step = 0;
        for (boolean crashed = true; crashed; step++) {
            SimulatedDisk disk = disk();
            disk.crashAfter(step);
            crashed = crashes(disk, event, change);
            disk.restart(powerCut);

            boolean changed = look.isNew(new CredentialFile(disk).read());
            boolean told = AuditLogCatalog.names(disk).contains("TOOLS") && recorded(disk);
            assertThat(told || !changed)
                    .as("step %d: nothing is changed unrecorded", step)
                    .isTrue();
            assertThat(changed || crashed).as("step %d: done is durable", step).isTrue();
            outcomes.add((changed ? "new" : "old") + (crashed ? "" : ", done"));

            if (!changed) {
                assertThat(crashes(disk, event, change)).as("again").isFalse();
                disk.restart(powerCut);
                assertThat(look.isNew(new CredentialFile(disk).read())).isTrue();
            }
            assertThat(disk.files("")).doesNotContain(CredentialFile.NAME + ".new");
        }
        System.out.printf("%s: %d steps, %s%n", event.action(), step, outcomes);
        assertThat(step).as("steps").isGreaterThan(15);
        assertThat(outcomes).contains("old", "new, done");
    }

    private boolean crashes(SimulatedDisk disk, CredentialChanged event, UnaryOperator<CredentialStore> change) {
        // Shares its key with the other one, which is closed.
        CredentialStore store = before.openLater(bytesBefore);
        try {
            new CredentialFile(disk).change(store, change, () -> {
                try (Audit audit = ToolAudit.over(disk)) {
                    audit.record(event);
                }
            });
            disk.crash();
            return false;
        } catch (SimulatedCrash | AuditException crash) {
            assertThat(disk.dead()).as("%s", crash).isTrue();
            return true;
        }
    }

    private SimulatedDisk disk() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(SEED);
        try (StorageFile file = disk.open(CredentialFile.NAME, OpenMode.CREATE)) {
            file.writeFully(ByteBuffer.wrap(bytesBefore), 0);
            file.force(true);
        }
        disk.syncDirectory("");
        return disk;
    }

    /** Whether the chain of commands is sound and has a record, or an unfinished one at its end. */
    private static boolean recorded(SimulatedDisk disk) throws IOException {
        try (StorageFile file = disk.open("audit/TOOLS.audit", OpenMode.READ)) {
            return file.size() > 4_096;
        }
    }

    private static String signature(CredentialStore store) {
        return RequestSignature.sign(store.apiKey(KEY), "1", "GET", "/open-orders", new byte[0]);
    }
}
