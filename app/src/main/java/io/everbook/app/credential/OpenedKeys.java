package io.everbook.app.credential;

import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditEvent;
import io.everbook.app.audit.AuditException;
import io.everbook.app.secret.OwnerOnly;
import io.everbook.app.secret.PasswordReader;
import io.everbook.app.secret.PasswordSource;
import io.everbook.app.secret.Secret;
import io.everbook.app.secret.SecretException;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.ApiKeys;
import io.everbook.journal.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a data directory's store, read again whenever it was replaced. The password is read once; afterwards only
 * the store's key is kept, outside of the heap. A store that has become unusable is reported and audited once, and the
 * keys that were read before it stay: an engine that trades is not to lose its traders to a slip. Where the password
 * has changed, it is read from its file again, or, where its source cannot be read twice, from a file that an operator
 * puts into the data directory, {@link #HANDED_OVER}, which is deleted at once, also where it is not needed. Any thread
 * may call.
 */
public final class OpenedKeys implements ApiKeys, AutoCloseable {

    /** Whose password it is, for prompts and messages. */
    public static final String WHOSE = "of the credential store";

    /** The file in the data directory, of mode 0600, by which an operator gives a running engine the password. */
    public static final String HANDED_OVER = "credentials.password";

    private static final Logger LOG = LoggerFactory.getLogger(OpenedKeys.class);

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path dataDirectory;
    private final Path path;
    private final Path handedOver;
    private final PasswordSource source;
    private final PasswordSource.OfFile later;
    private final Audit audit;
    private CredentialStore store;
    private volatile Stamp stamp;
    private volatile Map<String, ApiKey> keys = Map.of();
    private volatile Fault fault;
    private volatile long lookedNanos = System.nanoTime();
    private Stamp leftThere = Stamp.NO_FILE;

    /** Why the store of now could not be read, and how the password's file was then. */
    private record Fault(String text, Stamp passwordFile) {}

    /** What tells one version of the file from another. */
    private record Stamp(Object inode, long modifiedNanos, long bytes) {

        static final Stamp NO_FILE = new Stamp(null, 0, 0);
    }

    /**
     * Opens the store of a data directory. There may be none yet; the password is asked for only where there is one.
     *
     * @param dataDirectory the data directory
     * @param source where the password comes from
     * @param audit is told when the keys are not those of their store, and when a password is handed over
     * @throws CredentialException where the store cannot be opened
     * @throws SecretException where there is no password, or others can read the store
     */
    public OpenedKeys(Path dataDirectory, PasswordSource source, Audit audit) {
        this.dataDirectory = dataDirectory;
        this.source = source;
        this.audit = audit;
        handedOver = dataDirectory.resolve(HANDED_OVER);
        later = source instanceof PasswordSource.OfFile file ? file : new PasswordSource.OfFile(handedOver);
        path = dataDirectory.resolve(CredentialFile.NAME);
        stamp = stampOf(path);
        if (!stamp.equals(Stamp.NO_FILE)) {
            read();
            removeUnneeded();
        }
    }

    @Override
    public ApiKey find(String id) {
        refresh();
        return keys.get(id);
    }

    @Override
    public boolean isEmpty() {
        refresh();
        return keys.isEmpty();
    }

    /** {@return why the keys are those that were read before and not those of the store, or null} */
    public String fault() {
        refresh();
        Fault now = fault;
        return now == null ? null : now.text();
    }

    private void refresh() {
        if (hasChanged(stampOf(path))) {
            readAgain();
        } else if (fault == null && System.nanoTime() - lookedNanos > LOOK_NANOS) {
            removeUnneeded();
        }
    }

    /** A password that was put there while the keys are those of the store is no use, and is not left lying about. */
    private synchronized void removeUnneeded() {
        lookedNanos = System.nanoTime();
        Stamp there = stampOf(handedOver);
        // Looked at in this order: whoever hands a password over has changed the store before.
        boolean needed = store == null || fault != null || hasChanged(stampOf(path));
        if (needed || there.bytes() == 0 || there.equals(leftThere) || isSource(handedOver)) {
            return;
        }
        leftThere = there;
        if (deleteHandedOver()) {
            LOG.warn(
                    "A password was handed over that is not needed, and was deleted: the keys are those of the store;"
                            + " hand it over after everbook credentials passwd: file={}",
                    handedOver);
        }
    }

    /** Whether there is something to read that was not tried yet. */
    private boolean hasChanged(Stamp now) {
        Fault known = fault;
        return !now.equals(stamp) || known != null && !passwordFile().equals(known.passwordFile());
    }

    private synchronized void readAgain() {
        Stamp now = stampOf(path);
        if (!hasChanged(now)) {
            return;
        }
        stamp = now;
        Stamp passwordFile = passwordFile();
        if (now.equals(Stamp.NO_FILE)) {
            fail("the credential store is gone: file=" + path, passwordFile);
            return;
        }
        try {
            read();
            fault = null;
            LOG.info("API keys read again: keys={} generation={} file={}", keys.size(), store.generation(), path);
        } catch (CredentialException | SecretException | AuditException unusable) {
            fail(unusable.getMessage(), passwordFile);
        }
    }

    private void fail(String text, Stamp passwordFile) {
        boolean first = fault == null;
        // One that was handed over is gone by now, and the next one is another.
        Stamp tried = isHandedOver() ? Stamp.NO_FILE : passwordFile;
        fault = new Fault("API keys stay as they were, and changes of them are not followed: " + text, tried);
        LOG.error("{}", fault.text());
        if (first) {
            audit.record(new AuditEvent.VerificationFailed("credentials", CredentialFile.NAME, fault.text()));
        }
    }

    private boolean isSource(Path file) {
        try {
            return !isHandedOver() && Files.isSameFile(later.path(), file);
        } catch (IOException oneIsGone) {
            return false;
        }
    }

    private boolean isHandedOver() {
        return later != source;
    }

    /** The file that is read when the password has changed; an empty one is still being written. */
    private Stamp passwordFile() {
        Stamp stamp = stampOf(later.path());
        return stamp.bytes() == 0 ? Stamp.NO_FILE : stamp;
    }

    private void read() {
        byte[] file = bytes();
        CredentialStore opened = store == null ? null : store.openLater(file);
        if (opened == null) {
            opened = store == null ? openWithPassword(file, source) : openWithNewPassword(file);
        }
        keys = opened.apiKeys();
        store = opened;
    }

    private CredentialStore openWithNewPassword(byte[] file) {
        if (!isHandedOver()) {
            return openWithPassword(file, source);
        }
        if (passwordFile().equals(Stamp.NO_FILE)) {
            throw new SecretException("the password " + WHOSE + " was changed, and " + source
                    + " cannot be read again: move a file of mode 0600 with the new one to " + later.path()
                    + ", where it is read and deleted, or restart the engine with the new one");
        }
        try {
            audit.record(new AuditEvent.CredentialChanged("hand-over", ""));
            return openWithPassword(file, later);
        } finally {
            deleteHandedOver();
        }
    }

    /** Overwrites it as well, unless it is a link to what is not the engine's. {@return whether it is gone} */
    private boolean deleteHandedOver() {
        try {
            if (!Files.isSymbolicLink(handedOver)) {
                Files.write(handedOver, new byte[(int) Math.min(Files.size(handedOver), PasswordReader.MAX_BYTES)]);
            }
            Files.deleteIfExists(handedOver);
            return true;
        } catch (IOException failure) {
            LOG.error("The file with a password cannot be deleted, do it yourself: file={}", handedOver);
            return false;
        }
    }

    private CredentialStore openWithPassword(byte[] file, PasswordSource from) {
        try (Secret password = PasswordReader.read(from, WHOSE)) {
            CredentialStore opened = CredentialStore.open(file, password);
            if (store != null) {
                store.close();
            }
            return opened;
        }
    }

    private byte[] bytes() {
        try {
            OwnerOnly.requireFile("the credential store", path);
            return new CredentialFile(FileStorage.readOnly(dataDirectory)).read();
        } catch (IOException gone) {
            throw new CredentialException(
                    CredentialException.Code.UNUSABLE, "cannot be read: file=" + path + " cause=" + gone, gone);
        }
    }

    private static Stamp stampOf(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    attributes.fileKey(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size());
        } catch (IOException missing) {
            return Stamp.NO_FILE;
        }
    }

    /** Zeroes the store's key; the keys that were read go on verifying. */
    @Override
    public synchronized void close() {
        if (store != null) {
            store.close();
        }
    }
}
