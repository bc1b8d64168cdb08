package io.everbook.app.credential;

import io.everbook.app.credential.CredentialException.Code;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/**
 * The file {@code credentials.store} of a data directory. It is replaced as a whole: written under another name,
 * forced, renamed, and the directory forced. Whoever dies on the way leaves the old store or the new one.
 */
public final class CredentialFile {

    /** Its name in the data directory. */
    public static final String NAME = "credentials.store";

    /** The lock of those who change it; an engine only reads it. */
    public static final String LOCK = "credentials.lock";

    private static final String NEW = NAME + ".new";
    private static final int MOST_BYTES = CredentialDescriptor.fileBytes(CredentialDescriptor.MAX_ENTRIES);

    private final Storage storage;

    /**
     * Names the file; it need not be there.
     *
     * @param storage the data directory; the caller's. Who writes holds {@link #LOCK}
     */
    public CredentialFile(Storage storage) {
        this.storage = storage;
    }

    /** {@return its path, for messages} */
    public String path() {
        return storage.describe(NAME);
    }

    /** {@return whether it is there} */
    public boolean exists() {
        try {
            return storage.exists(NAME);
        } catch (IOException failure) {
            throw unusable("read", failure);
        }
    }

    /**
     * Reads it.
     *
     * @return its bytes, whatever they are
     * @throws CredentialException where there is none, or it cannot be read
     */
    public byte[] read() {
        try (StorageFile file = storage.open(NAME, OpenMode.READ)) {
            if (file.size() > MOST_BYTES) {
                throw new CredentialException(
                        Code.DAMAGED, "is larger than one can be; restore a backup: file=" + path());
            }
            byte[] bytes = new byte[(int) file.size()];
            file.readFully(ByteBuffer.wrap(bytes), 0);
            return bytes;
        } catch (FileNotFoundException none) {
            throw new CredentialException(
                    Code.MISSING, "is not there: make one with everbook credentials init: file=" + path());
        } catch (IOException failure) {
            throw unusable("read", failure);
        }
    }

    /**
     * Writes a store for the first time.
     *
     * @throws CredentialException where there is one, or it cannot be written
     */
    public void create(CredentialStore store) {
        if (exists()) {
            throw new CredentialException(
                    Code.EXISTS, "is there already; to change its password, use passwd: file=" + path());
        }
        replace(store);
    }

    /**
     * Writes a store in the place of the one that is there. When this returns, it survives a power cut.
     *
     * @throws CredentialException where it cannot be written: then the old one is still there, or already the new one
     */
    public void replace(CredentialStore store) {
        try {
            storage.delete(NEW);
            try (StorageFile file = storage.open(NEW, OpenMode.CREATE)) {
                file.writeFully(ByteBuffer.wrap(store.encode()), 0);
                file.force(true);
            }
            storage.rename(NEW, NAME);
            storage.syncDirectory("");
        } catch (IOException failure) {
            throw unusable("written", failure);
        }
    }

    /**
     * Changes the store: the change is recorded before it can be seen.
     *
     * @param store what is in the file now; stays the caller's
     * @param change what becomes of it; the store itself, changed, or another one
     * @param record records what is about to be done; where it throws, nothing is
     */
    public void change(CredentialStore store, UnaryOperator<CredentialStore> change, Runnable record) {
        CredentialStore changed = change.apply(store);
        try {
            record.run();
            replace(changed);
        } finally {
            if (changed != store) {
                changed.close();
            }
        }
    }

    private CredentialException unusable(String verb, IOException failure) {
        return new CredentialException(
                Code.UNUSABLE,
                "cannot be " + verb + "; check its owner, mode and free space: file=" + path() + " cause=" + failure,
                failure);
    }
}
