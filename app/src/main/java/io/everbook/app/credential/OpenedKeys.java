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
 * were read before it stay: an engine that trades is not to lose its traders to a slip. Any thread may call.
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
        stamp = stampNow();
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

    private void refresh() {
        if (!stampNow().equals(stamp)) {
            readAgain();
        }
    }

    private synchronized void readAgain() {
        Stamp now = stampNow();
        if (now.equals(stamp)) {
            return;
        }
        stamp = now;
        if (now.equals(Stamp.NO_FILE)) {
            LOG.error("API keys stay as they were, the credential store is gone: file={}", path);
            return;
        }
        try {
            read();
            LOG.info("API keys read again: keys={} generation={} file={}", keys.size(), store.generation(), path);
        } catch (CredentialException | SecretException unusable) {
            LOG.error("API keys stay as they were: {}", unusable.getMessage());
        }
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

    private Stamp stampNow() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
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
