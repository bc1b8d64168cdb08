package io.everbook.app.lobster;

/** Is told how far an import has come. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Called every few thousand rows, and at the end.
     *
     * @param bytesRead how many bytes of the message file, as it lies on disk, were read
     * @param bytesTotal how many there are
     */
    void progress(long bytesRead, long bytesTotal);
}
