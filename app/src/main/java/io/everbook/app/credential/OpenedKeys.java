package io.everbook.app.credential;

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
 * the store's key is kept, outside of the heap. A store that has become unusable is reported once, and the keys that
 * were read before it stay: an engine that trades is not to lose its traders to a slip. Where the password is in a file
 * and does not fit, the store is tried again whenever that file has changed. Any thread may call.
 */
public final class OpenedKeys implements ApiKeys, AutoCloseable {

    /** Whose password it is, for prompts and messages. */
    public static final String WHOSE = "of the credential store";

    private static final Logger LOG = LoggerFactory.getLogger(OpenedKeys.class);

    private final Path dataDirectory;
    private final Path path;
    private final PasswordSource source;
    private CredentialStore store;
    private volatile Stamp stamp;
    private volatile Map<String, ApiKey> keys = Map.of();
    private volatile Fault fault;

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
     * @throws CredentialException where the store cannot be opened
     * @throws SecretException where there is no password, or others can read the store
     */
    public OpenedKeys(Path dataDirectory, PasswordSource source) {
        this.dataDirectory = dataDirectory;
        this.source = source;
        path = dataDirectory.resolve(CredentialFile.NAME);
        stamp = stampOf(path);
        if (!stamp.equals(Stamp.NO_FILE)) {
            read();
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
        } catch (CredentialException | SecretException unusable) {
            fail(unusable.getMessage(), passwordFile);
        }
    }

    private void fail(String text, Stamp passwordFile) {
        fault = new Fault("API keys stay as they were, and changes of them are not followed: " + text, passwordFile);
        LOG.error("{}", fault.text());
    }

    private Stamp passwordFile() {
        return source instanceof PasswordSource.OfFile file ? stampOf(file.path()) : Stamp.NO_FILE;
    }

    private void read() {
        byte[] file = bytes();
        CredentialStore later = store == null ? null : store.openLater(file);
        if (later == null) {
            later = openWithPassword(file);
        }
        keys = later.apiKeys();
        store = later;
    }

    private CredentialStore openWithPassword(byte[] file) {
        if (store != null && !(source instanceof PasswordSource.OfFile)) {
            throw new SecretException("the password " + WHOSE + " was changed, and " + source
                    + " cannot be read again: restart the engine with the new one");
        }
        try (Secret password = PasswordReader.read(source, WHOSE)) {
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
