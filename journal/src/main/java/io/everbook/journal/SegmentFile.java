package io.everbook.journal;

import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/**
 * One segment file seen as a data directory that holds nothing else, whatever the file is called and wherever it lies:
 * a copy, an archived segment, a file out of a quarantine. For reading only.
 */
public final class SegmentFile implements Storage {

    private final Storage folder;
    private final String fileName;
    private final String symbol;
    private final String name;

    private SegmentFile(Storage folder, String fileName, String symbol, String name) {
        this.folder = folder;
        this.fileName = fileName;
        this.symbol = symbol;
        this.name = name;
    }

    /**
     * Looks at one file. A file named like a closed segment must be whole to its end; any other is read like the
     * segment being written, which may end in a torn tail.
     *
     * @param folder where the file lies, open for reading; closed with this
     * @param fileName the file's name in it
     * @return the file as a data directory
     * @throws JournalException where the file cannot be read
     */
    public static SegmentFile open(Storage folder, String fileName) {
        String symbol = SegmentNames.symbol(LogKind.JOURNAL, fileName);
        long firstSequence = SegmentNames.closedFirstSequence(fileName);
        try (StorageFile file = folder.open(fileName, OpenMode.READ)) {
            SegmentHeader header = SegmentHeader.decode(
                    LogKind.JOURNAL,
                    SegmentHeader.read(file, fileName, JournalException.NONE),
                    fileName,
                    JournalException.NONE);
            symbol = header.instrument().symbol();
            boolean closed = firstSequence == header.firstSequence();
            return new SegmentFile(folder, fileName, symbol, place(symbol, closed ? firstSequence : 0));
        } catch (JournalException e) {
            // A damaged header: the name is all that is left to go by, and whoever reads on meets the damage.
            String assumed = symbol == null ? fileName : symbol;
            return new SegmentFile(folder, fileName, assumed, place(assumed, firstSequence));
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
        return directory.equals(LogKind.JOURNAL.directory())
                ? List.of(name.substring(directory.length() + 1))
                : List.of();
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

    private static String place(String symbol, long firstSequence) {
        SegmentNames names = SegmentNames.journal(symbol);
        return firstSequence > 0 ? names.closed(firstSequence) : names.active();
    }

    private UnsupportedOperationException refused() {
        return new UnsupportedOperationException("a segment file is open for reading only: name=" + fileName);
    }
}
