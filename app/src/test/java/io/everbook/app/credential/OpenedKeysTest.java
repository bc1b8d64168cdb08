package io.everbook.app.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditEvent;
import io.everbook.app.audit.AuditException;
import io.everbook.app.audit.AuditKind;
import io.everbook.app.secret.PasswordSource;
import io.everbook.app.secret.Secret;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a running engine, whose store is changed beside it. */
class OpenedKeysTest {

    private static final String FIRST = "correct horse battery";
    private static final String SECOND = "another long password";

    @TempDir
    private Path directory;

    private final List<AuditEvent> recorded = new ArrayList<>();
    private boolean refuse;
    private Path passwordFile;
    private int passwordVersion;

    @BeforeEach
    void create() throws IOException {
        passwordFile = Files.createFile(
                directory.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        writePassword(FIRST);
        try (Storage storage = FileStorage.beside(data(), CredentialFile.LOCK);
                Secret password = TestStores.password(FIRST)) {
            new CredentialFile(storage).create(TestStores.withThree(password));
        }
    }

    @Test
    void shouldFollowChangesThatKeepThePassword() {
        try (OpenedKeys keys = new OpenedKeys(data(), new PasswordSource.OfFile(passwordFile), Audit.NONE)) {
            change(FIRST, store -> {
                store.revoke("desk-7");
                return store;
            });
            assertThat(keys.find("desk-7")).isNull();
            assertThat(keys.fault()).isNull();
        }
    }

    @Test
    void shouldReadTheNewPasswordWhereItsFileHasItAlready() throws IOException {
        try (OpenedKeys keys = new OpenedKeys(data(), new PasswordSource.OfFile(passwordFile), Audit.NONE)) {
            writePassword(SECOND);
            passwd();
            assertThat(keys.find("desk-7")).isNotNull();
            assertThat(keys.fault()).isNull();
            revokeAfterwards();
            assertThat(keys.find("desk-7")).isNull();
        }
    }

    /** The password's file is written when the store was tried already with the old one: it is tried again. */
    @Test
    void shouldReadTheNewPasswordAsSoonAsItsFileHasIt() throws IOException {
        try (OpenedKeys keys = new OpenedKeys(data(), new PasswordSource.OfFile(passwordFile), Audit.NONE)) {
            passwd();
            assertThat(keys.find("desk-7")).as("it goes on with what it has").isNotNull();
            assertThat(keys.fault()).contains("API keys stay as they were", "WRONG_PASSWORD");
            writePassword(SECOND);
            assertThat(keys.fault()).isNull();
            revokeAfterwards();
            assertThat(keys.find("desk-7")).isNull();
        }
    }

    /** What cannot be read again stands for a prompt, a descriptor and a variable alike. */
    @Test
    void shouldGoOnWithTheKeysInMemoryWhereThePasswordCannotBeReadAgain() throws Exception {
        try (OpenedKeys keys = afterTheirPasswordCameFromADescriptor()) {
            passwd();
            assertThat(keys.find("desk-7")).isNotNull();
            assertThat(keys.find("ops")).as("no operator is locked out").isNotNull();
            assertThat(keys.isEmpty()).isFalse();
            assertThat(keys.fault())
                    .contains(
                            "changes of them are not followed",
                            "cannot be read again",
                            "credentials.password",
                            "restart")
                    .doesNotContain(FIRST, SECOND);
            revokeAfterwards();
            assertThat(keys.find("desk-7")).as("as documented, and told").isNotNull();
            assertThat(keys.fault()).contains("changes of them are not followed");
        }
    }

    /** What an operator does without a restart, after a slip as well. */
    @Test
    void shouldTakeANewPasswordThatIsHandedOverAndDeleteIt() throws Exception {
        try (OpenedKeys keys = afterTheirPasswordCameFromADescriptor()) {
            passwd();
            revokeAfterwards();
            assertThat(keys.find("desk-7")).isNotNull();
            handOver("not this password");
            assertThat(keys.fault()).contains("WRONG_PASSWORD").doesNotContain("not this password");
            assertThat(handedOver()).as("a wrong one does not stay either").doesNotExist();
            assertThat(keys.find("desk-7")).isNotNull();
            handOver(SECOND);
            assertThat(keys.fault()).isNull();
            assertThat(handedOver()).doesNotExist();
            assertThat(keys.find("desk-7")).isNull();
            assertThat(keys.find("ops")).isNotNull();
        }
        assertThat(recorded)
                .as("one record of the fault, and one before each password is tried")
                .extracting(AuditEvent::kind)
                .containsExactly(
                        AuditKind.VERIFICATION_FAILED, AuditKind.CREDENTIAL_CHANGED, AuditKind.CREDENTIAL_CHANGED);
    }

    /** Nobody looks for it as long as the keys are those of the store: it would lie there for ever. */
    @Test
    void shouldDeleteAPasswordThatIsNotNeeded() throws Exception {
        handOver(FIRST);
        try (OpenedKeys keys = afterTheirPasswordCameFromADescriptor()) {
            assertThat(handedOver()).as("it was there at the start").doesNotExist();
            handOver(SECOND);
            awaitDeleted(keys);
            Path link = Files.createSymbolicLink(handedOver(), passwordFile);
            awaitDeleted(keys);
            assertThat(link).doesNotExist();
            assertThat(passwordFile).as("what it led to").hasContent(FIRST);
            passwd();
            handOver(SECOND);
            assertThat(keys.fault()).as("needed now").isNull();
            revokeAfterwards();
            assertThat(keys.find("desk-7")).isNull();
        }
        assertThat(recorded).hasSize(1);
    }

    private void awaitDeleted(OpenedKeys keys) {
        await().untilAsserted(() -> {
            assertThat(keys.find("desk-7")).isNotNull();
            assertThat(Files.exists(handedOver(), LinkOption.NOFOLLOW_LINKS)).isFalse();
        });
    }

    @Test
    void shouldDeleteItAlsoWhereThePasswordComesFromAnotherFile() throws Exception {
        handOver(FIRST);
        try (OpenedKeys keys = new OpenedKeys(data(), new PasswordSource.OfFile(passwordFile), audit())) {
            assertThat(keys.fault()).isNull();
            assertThat(handedOver()).doesNotExist();
        }
        handOver(FIRST);
        try (OpenedKeys keys = new OpenedKeys(data(), new PasswordSource.OfFile(handedOver()), audit())) {
            assertThat(keys.fault()).isNull();
            assertThat(handedOver()).as("where it comes from itself").hasContent(FIRST);
        }
    }

    @Test
    void shouldRefuseAHandedOverPasswordThatOthersCanRead() throws Exception {
        try (OpenedKeys keys = afterTheirPasswordCameFromADescriptor()) {
            passwd();
            assertThat(keys.fault()).isNotNull();
            Path open = Files.writeString(directory.resolve("open"), SECOND);
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(open, handedOver());
            assertThat(keys.fault()).contains("can be used by others");
            assertThat(handedOver()).doesNotExist();
        }
    }

    /** No password is tried that is not recorded. */
    @Test
    void shouldNotTryAPasswordThatCannotBeRecorded() throws Exception {
        refuse = true;
        try (OpenedKeys keys = afterTheirPasswordCameFromADescriptor()) {
            passwd();
            revokeAfterwards();
            handOver(SECOND);
            assertThat(keys.fault()).contains("cannot be recorded");
            assertThat(keys.find("desk-7")).isNotNull();
            refuse = false;
            handOver(SECOND);
            assertThat(keys.find("desk-7")).isNull();
        }
    }

    private void handOver(String password) throws IOException {
        Path written = Files.createFile(
                directory.resolve("handed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, password + "\n");
        Files.move(written, handedOver());
    }

    private Path handedOver() {
        return data().resolve(OpenedKeys.HANDED_OVER);
    }

    private Audit audit() {
        return new Audit() {
            @Override
            public void record(AuditEvent event) {
                if (refuse && event.kind() == AuditKind.CREDENTIAL_CHANGED) {
                    throw new AuditException("this was not done, since it cannot be recorded", null);
                }
                recorded.add(event);
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void shouldSayThatTheStoreIsGoneAndThatItIsBack() throws IOException {
        Path store = data().resolve(CredentialFile.NAME);
        try (OpenedKeys keys = new OpenedKeys(data(), new PasswordSource.OfFile(passwordFile), Audit.NONE)) {
            Path away = Files.move(store, directory.resolve("away"));
            assertThat(keys.find("ops")).isNotNull();
            assertThat(keys.fault()).contains("the credential store is gone");
            Files.move(away, store);
            assertThat(keys.fault()).isNull();
        }
    }

    private OpenedKeys afterTheirPasswordCameFromADescriptor() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(passwordFile.toFile(), "r")) {
            assertThat(file.length()).isPositive();
            for (File descriptor : new File("/proc/self/fd").listFiles()) {
                if (descriptor.getCanonicalFile().equals(passwordFile.toFile().getCanonicalFile())) {
                    return new OpenedKeys(
                            data(), new PasswordSource.OfDescriptor(Integer.parseInt(descriptor.getName())), audit());
                }
            }
        }
        throw new AssertionError("the open file has no descriptor");
    }

    private void passwd() {
        change(FIRST, store -> {
            try (Secret password = TestStores.password(SECOND)) {
                return store.withPassword(password, TestStores.FLOOR);
            }
        });
    }

    private void revokeAfterwards() {
        change(SECOND, store -> {
            store.revoke("desk-7");
            return store;
        });
    }

    private void change(String password, UnaryOperator<CredentialStore> how) {
        try (Storage storage = FileStorage.beside(data(), CredentialFile.LOCK);
                Secret secret = TestStores.password(password)) {
            CredentialFile file = new CredentialFile(storage);
            try (CredentialStore store = CredentialStore.open(file.read(), secret)) {
                file.replace(how.apply(store));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Each version has a time of its own, however coarse the file system's clock is. */
    private void writePassword(String text) throws IOException {
        Files.writeString(passwordFile, text + "\n");
        passwordVersion++;
        Files.setLastModifiedTime(passwordFile, FileTime.fromMillis(TestStores.NOW + passwordVersion * 1_000L));
    }

    private Path data() {
        return directory.resolve("data");
    }
}
