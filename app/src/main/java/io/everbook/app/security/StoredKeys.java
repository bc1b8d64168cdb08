package io.everbook.app.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a file, read again whenever it was replaced. A file that has become unusable is reported once, and the
 * keys that were read before it stay: an engine that trades is not to lose its traders to a slip of an editor.
 */
public final class StoredKeys implements ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(StoredKeys.class);

    private final KeyFile file;
    private volatile Stamp stamp;
    private volatile Map<String, ApiKey> keys;

    /** What tells one version of the file from another. */
    private record Stamp(Object inode, long modifiedNanos, long bytes) {

        static final Stamp NO_FILE = new Stamp(null, 0, 0);
    }

    /**
     * Reads the file.
     *
     * @param file the file; there may be none yet
     * @throws KeyFileException where it can be read by others, or is not understood
     */
    public StoredKeys(KeyFile file) {
        this.file = file;
        stamp = stampNow();
        keys = file.read();
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
        try {
            keys = file.read();
            LOG.info("API keys read again: keys={} file={}", keys.size(), file.path());
        } catch (KeyFileException unusable) {
            LOG.error("API keys stay as they were: {}", unusable.getMessage());
        }
        stamp = now;
    }

    private Stamp stampNow() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return new Stamp(
                    attributes.fileKey(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size());
        } catch (IOException missing) {
            return Stamp.NO_FILE;
        }
    }
}
