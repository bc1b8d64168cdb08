package io.everbook.journal;

import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One segment file seen as a data directory that holds nothing else, whatever the file is called and wherever it lies:
 * a copy, an archived segment, a file out of a quarantine. For reading only.
 */
public final class SegmentFile implements Storage {

    private final Storage folder;
    private final String fileName;
    private final LogKind kind;
    private final String symbol;
    private final String name;

    private SegmentFile(Storage folder, String fileName, SegmentNames names, long firstSequence) {
        this.folder = folder;
        this.fileName = fileName;
        kind = names.kind();
        symbol = names.symbol();
        name = firstSequence > 0 ? names.closed(firstSequence) : names.active();
    }

    /**
     * Looks at one file, of a journal or of an executions log, as its first bytes say, or else its name. A file named
     * like a closed segment must be whole to its end; any other is read like the segment being written, which may end
     * in a torn tail.
     *
     * @param folder where the file lies, open for reading; closed with this
     * @param fileName the file's name in it
     * @return the file as a data directory
     * @throws JournalException where the file cannot be read
     */
    public static SegmentFile open(Storage folder, String fileName) {
        LogKind kind = fileName.endsWith(LogKind.EXECUTIONS.suffix()) ? LogKind.EXECUTIONS : LogKind.JOURNAL;
        long firstSequence = SegmentNames.closedFirstSequence(fileName);
        try (StorageFile file = folder.open(fileName, OpenMode.READ)) {
            ByteBuffer block = SegmentHeader.read(file, fileName, JournalException.NONE);
            kind = LogKind.of(block.getLong(SegmentDescriptor.MAGIC_OFFSET), kind);
            SegmentHeader header = SegmentHeader.decode(kind, block, fileName, JournalException.NONE);
            boolean closed = firstSequence == header.firstSequence();
            return new SegmentFile(folder, fileName, header.names(), closed ? firstSequence : 0);
        } catch (JournalException e) {
            // A damaged header: the name is all that is left to go by, and whoever reads on meets the damage.
            String symbol = SegmentNames.symbol(kind, fileName);
            SegmentNames assumed = new SegmentNames(kind, symbol == null ? fileName : symbol);
            return new SegmentFile(folder, fileName, assumed, firstSequence);
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Code.UNREADABLE,
                    fileName,
                    JournalException.NONE,
                    JournalException.NONE,
                    "the file cannot be read; check its path, owner and mode",
                    e);
        }
    }

    /** {@return the symbol whose segment this is} */
    public String symbol() {
        return symbol;
    }

    /** {@return the folder in which the file lies; closed with this} */
    public Storage folder() {
        return folder;
    }

    /** {@return whether it holds events, as a segment of an executions log does, and not commands} */
    public boolean holdsEvents() {
        return kind == LogKind.EXECUTIONS;
    }

    @Override
    public StorageFile open(String wanted, OpenMode mode) throws IOException {
        return folder.open(actual(wanted), mode);
    }

    @Override
    public boolean exists(String wanted) {
        return wanted.equals(name);
    }

    @Override
    public long size(String wanted) throws IOException {
        return folder.size(actual(wanted));
    }

    @Override
    public List<String> list(String directory) {
        return directory.equals(kind.directory()) ? List.of(name.substring(directory.length() + 1)) : List.of();
    }

    @Override
    public void rename(String from, String to) {
        throw refused();
    }

    @Override
    public void delete(String wanted) {
        throw refused();
    }

    @Override
    public void createDirectories(String directory) {
        throw refused();
    }

    @Override
    public void syncDirectory(String directory) {
        throw refused();
    }

    @Override
    public Closeable lock(String wanted) {
        throw refused();
    }

    @Override
    public String describe(String wanted) {
        return folder.describe(fileName);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    private String actual(String wanted) throws FileNotFoundException {
        if (!wanted.equals(name)) {
            throw new FileNotFoundException(wanted);
        }
        return fileName;
    }

    private UnsupportedOperationException refused() {
        return new UnsupportedOperationException("a segment file is open for reading only: name=" + fileName);
    }
}
