package io.everbook.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** How the files of a backup are kept: as they are, or encrypted. */
interface Sealing extends AutoCloseable {

    /** As they are. */
    Sealing NONE = new Sealing() {

        @Override
        public OutputStream seal(OutputStream target) {
            return target;
        }

        @Override
        public InputStream open(InputStream source, String file) {
            return source;
        }

        @Override
        public String objectName(String sha256) {
            return sha256;
        }

        @Override
        public boolean encrypts() {
            return false;
        }
    };

    /**
     * Begins a file.
     *
     * @param target where its bytes go
     * @return where the caller writes; closing it ends the file and closes the target
     */
    OutputStream seal(OutputStream target) throws IOException;

    /**
     * Begins to read a file.
     *
     * @param source its bytes
     * @param file what messages call it
     * @return what was written, or a {@link BackupException} as soon as it cannot be given; closes the source
     */
    InputStream open(InputStream source, String file) throws IOException;

    /** {@return 64 hexadecimal digits by which contents are told apart, and from which they cannot be guessed} */
    String objectName(String sha256);

    /** {@return whether files are encrypted} */
    boolean encrypts();

    /** Forgets its keys. */
    @Override
    default void close() {
        // Nothing is held.
    }
}
