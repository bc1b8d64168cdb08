package io.everbook.snapshot;

import io.everbook.core.matching.Market;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import io.everbook.snapshot.SnapshotException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The folder of one symbol's snapshots, {@code snapshots/SYMBOL/SYMBOL-<epoch ms>.snapshot}. A file of this name was
 * written and forced as a whole; what is being written has another name, and what is damaged is set aside in
 * {@code quarantine/}, never deleted. For one thread at a time.
 */
public final class SnapshotCatalog {

    private static final String SNAPSHOTS = "snapshots/";
    private static final String QUARANTINE = "quarantine";
    private static final String SUFFIX = ".snapshot";
    private static final String UNFINISHED_SUFFIX = SUFFIX + ".unfinished";
    private static final Pattern EPOCH_MILLIS = Pattern.compile("[0-9]{1,18}");

    private final Storage storage;
    private final String symbol;
    private final String directory;
    private final Pace pace;

    /**
     * Looks at a folder, which need not exist yet.
     *
     * @param storage the data directory; stays the caller's
     * @param symbol the symbol
     */
    public SnapshotCatalog(Storage storage, String symbol) {
        this(storage, symbol, Pace.FULL);
    }

    SnapshotCatalog(Storage storage, String symbol, Pace pace) {
        this.storage = storage;
        this.pace = pace;
        this.symbol = symbol;
        directory = SNAPSHOTS + symbol;
    }

    /**
     * Lists the snapshots: those whose header cannot be read first, since they may be the newest, then the others by
     * sequence and time, newest first.
     *
     * @return the snapshots
     * @throws SnapshotException where the folder cannot be read, or holds a snapshot of a newer version
     */
    public List<SnapshotFile> newestFirst() {
        List<SnapshotFile> files = new ArrayList<>();
        for (String name : names()) {
            OptionalLong epochMillis = epochMillis(name);
            if (epochMillis.isPresent()) {
                files.add(describe(directory + "/" + name, epochMillis.getAsLong()));
            }
        }
        files.sort(SnapshotFile.NEWEST_FIRST);
        return files;
    }

    /**
     * Lists the snapshots, whatever state they are in: one of a newer version counts as unreadable.
     *
     * @return the snapshots, by name
     * @throws SnapshotException where the folder cannot be read
     */
    public List<SnapshotFile> files() {
        List<SnapshotFile> files = new ArrayList<>();
        for (String name : names()) {
            OptionalLong epochMillis = epochMillis(name);
            if (epochMillis.isPresent()) {
                files.add(describeAny(directory + "/" + name, epochMillis.getAsLong()));
            }
        }
        return files;
    }

    private SnapshotFile describeAny(String file, long epochMillis) {
        try {
            return describe(file, epochMillis);
        } catch (SnapshotException newer) {
            return new SnapshotFile(file, epochMillis, SnapshotFile.UNKNOWN, 0, 0);
        }
    }

    private SnapshotFile describe(String file, long epochMillis) {
        try (SnapshotReader reader = SnapshotReader.open(storage, file)) {
            SnapshotHeader header = reader.header(symbol);
            long sequence = header.summary().sequence();
            return new SnapshotFile(
                    file, epochMillis, sequence, header.summary().digest(), reader.size());
        } catch (SnapshotException e) {
            if (e.code() == Code.NEWER_VERSION) {
                throw e;
            }
            return new SnapshotFile(file, epochMillis, SnapshotFile.UNKNOWN, 0, 0);
        }
    }

    /**
     * Writes a snapshot, forces it, gives it its name, and reads it back.
     *
     * @param market the market; not changed, and not to be changed meanwhile
     * @param epochMillis now, milliseconds since the epoch; a later time is taken where a snapshot has this one or a
     *     later one already
     * @return the snapshot
     * @throws SnapshotException where the device refuses, is full, or does not give back what was written
     */
    public SnapshotFile write(Market market, long epochMillis) {
        long millis = epochMillis;
        for (String name : names()) {
            millis = Math.max(millis, epochMillis(name).orElse(-1) + 1);
        }
        String name = directory + "/" + symbol + "-" + millis;
        String file = name + SUFFIX;
        try {
            storage.createDirectories(directory);
            writeUnfinished(market, millis, name + UNFINISHED_SUFFIX);
            storage.rename(name + UNFINISHED_SUFFIX, file);
            storage.syncDirectory(directory);
        } catch (IOException | UncheckedIOException e) {
            throw writeFailed(List.of(name + UNFINISHED_SUFFIX, file), e);
        }
        return readBack(market, new SnapshotFile(file, millis, market.sequence(), market.digest(), 0));
    }

    private void writeUnfinished(Market market, long millis, String name) throws IOException {
        storage.delete(name);
        try (StorageFile file = storage.open(name, OpenMode.CREATE)) {
            SnapshotWriter writer = new SnapshotWriter(file, market.instrument(), millis);
            market.visit(new PacedVisitor(writer, pace));
            writer.finish();
            file.force(true);
        }
    }

    private SnapshotException writeFailed(List<String> remains, Exception cause) {
        SnapshotException fault = new SnapshotException(
                Code.WRITE_FAILED,
                remains.get(0),
                SnapshotException.NONE,
                "the snapshot cannot be written; free space or check the device; older snapshots are untouched",
                cause);
        for (String name : remains) {
            try {
                storage.delete(name);
            } catch (IOException e) {
                fault.addSuppressed(e);
            }
        }
        return fault;
    }

    private SnapshotFile readBack(Market market, SnapshotFile written) {
        try (SnapshotReader reader = SnapshotReader.open(storage, written.file())) {
            reader.check();
            SnapshotHeader header = reader.header(symbol);
            reader.visit(header, new PacedVisitor(new ReadBack(market), pace));
            return new SnapshotFile(
                    written.file(), written.epochMillis(), written.sequence(), written.digest(), reader.size());
        } catch (SnapshotException e) {
            setAside(written);
            throw e;
        }
    }

    /**
     * Checks length and checksum of a snapshot.
     *
     * @param snapshot the snapshot
     * @throws SnapshotException where it is damaged, cannot be read, or has a newer version
     */
    public void check(SnapshotFile snapshot) {
        try (SnapshotReader reader = SnapshotReader.open(storage, snapshot.file())) {
            reader.header(symbol);
            reader.check();
        }
    }

    /**
     * Reads a snapshot to its end: length, checksums, header and each record. Its book is not built, so this takes no
     * memory to speak of.
     *
     * @param snapshot the snapshot
     * @throws SnapshotException where it is damaged, cannot be read, or has a newer version
     */
    public void verify(SnapshotFile snapshot) {
        try (SnapshotReader reader = SnapshotReader.open(storage, snapshot.file())) {
            SnapshotHeader header = reader.header(symbol);
            reader.check();
            reader.visit(header, new RecordCheck());
        }
    }

    /**
     * Checks a snapshot and makes a market of it.
     *
     * @param snapshot the snapshot
     * @return the market, owned by the caller, which continues exactly where the snapshot was taken
     * @throws SnapshotException where it is damaged, cannot be read, or has a newer version
     */
    public Market load(SnapshotFile snapshot) {
        check(snapshot);
        return restore(snapshot);
    }

    /** Makes a market of a snapshot whose checksum was found right. */
    private Market restore(SnapshotFile snapshot) {
        try (SnapshotReader reader = SnapshotReader.open(storage, snapshot.file())) {
            SnapshotHeader header = reader.header(symbol);
            Market market = new Market(header.instrument());
            reader.visit(header, new PacedVisitor(market.restorer(), pace));
            return market;
        }
    }

    /**
     * Makes a market of the newest snapshot that is whole.
     *
     * @param listener is told of each damaged one, and of the one that is loaded before it is
     * @return the market, owned by the caller; null where no snapshot is whole
     * @throws SnapshotException where one has a newer version or the device refuses
     */
    public Market loadNewest(SnapshotLoadListener listener) {
        for (SnapshotFile snapshot : newestFirst()) {
            try {
                check(snapshot);
                listener.loading(snapshot);
                return restore(snapshot);
            } catch (SnapshotException e) {
                if (e.code() == Code.NEWER_VERSION) {
                    throw e;
                }
                listener.rejected(snapshot, e);
            }
        }
        return null;
    }

    /** {@return the newest snapshot whose header can be read; null where there is none} */
    public SnapshotFile newest() {
        return newestFirst().stream().filter(SnapshotFile::readable).findFirst().orElse(null);
    }

    /**
     * Deletes the oldest snapshots. One whose header cannot be read is neither counted nor deleted.
     *
     * @param keep how many stay, 1 or more
     * @return how many were deleted
     * @throws SnapshotException where the device refuses
     */
    public int retain(int keep) {
        return retain(keep, Long.MAX_VALUE);
    }

    /**
     * Deletes the oldest snapshots, but for one from which the commands behind a sequence can be replayed: where the
     * newest ones were all taken later, the newest of the others that was not, or else the oldest of all.
     *
     * @param keep how many stay in any case, 1 or more
     * @param replayableAfter the sequence
     * @return how many were deleted
     * @throws SnapshotException where the device refuses
     */
    int retain(int keep, long replayableAfter) {
        if (keep < 1) {
            throw new IllegalArgumentException("at least one snapshot stays: keep=" + keep);
        }
        List<SnapshotFile> readable =
                newestFirst().stream().filter(SnapshotFile::readable).toList();
        SnapshotFile start = readable.stream()
                .filter(snapshot -> snapshot.sequence() <= replayableAfter)
                .findFirst()
                .orElse(readable.isEmpty() ? null : readable.get(readable.size() - 1));
        List<SnapshotFile> surplus = readable.stream()
                .skip(keep)
                .filter(snapshot -> snapshot != start)
                .toList();
        for (SnapshotFile snapshot : surplus) {
            delete(snapshot.file());
        }
        return surplus.size();
    }

    /** {@return how many snapshots there are whose header can be read} */
    public int count() {
        return (int) newestFirst().stream().filter(SnapshotFile::readable).count();
    }

    /** {@return the sequence of the oldest snapshot whose header can be read; 0 where there is none} */
    public long oldestSequence() {
        return newestFirst().stream()
                .filter(SnapshotFile::readable)
                .mapToLong(SnapshotFile::sequence)
                .min()
                .orElse(0);
    }

    /**
     * Deletes what an interrupted write left behind. Nobody may be writing.
     *
     * @return how many files were deleted
     * @throws SnapshotException where the device refuses
     */
    public int removeUnfinished() {
        List<String> leftovers = names().stream()
                .filter(name -> epochMillis(name, UNFINISHED_SUFFIX).isPresent())
                .toList();
        for (String name : leftovers) {
            delete(directory + "/" + name);
        }
        return leftovers.size();
    }

    /**
     * Moves a damaged snapshot to {@code quarantine/}.
     *
     * @param snapshot the snapshot
     * @return its name there
     * @throws SnapshotException where the device refuses
     */
    public String setAside(SnapshotFile snapshot) {
        String target = QUARANTINE + snapshot.file().substring(directory.length());
        try {
            storage.createDirectories(QUARANTINE);
            while (storage.exists(target)) {
                target += ".again";
            }
            storage.rename(snapshot.file(), target);
            storage.syncDirectory(QUARANTINE);
            storage.syncDirectory(directory);
            return target;
        } catch (IOException e) {
            throw refused(snapshot.file(), "the damaged snapshot cannot be set aside; check the device", e);
        }
    }

    private OptionalLong epochMillis(String name) {
        return epochMillis(name, SUFFIX);
    }

    /** What stands between the symbol and the suffix; empty for another file's name. */
    private OptionalLong epochMillis(String name, String suffix) {
        int from = symbol.length() + 1;
        int to = name.length() - suffix.length();
        if (to <= from || !name.startsWith(symbol) || name.charAt(from - 1) != '-' || !name.endsWith(suffix)) {
            return OptionalLong.empty();
        }
        String digits = name.substring(from, to);
        return EPOCH_MILLIS.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private List<String> names() {
        try {
            return storage.list(directory);
        } catch (IOException e) {
            throw new SnapshotException(
                    Code.UNREADABLE,
                    directory,
                    SnapshotException.NONE,
                    "the folder of snapshots cannot be read; check the device and its permissions",
                    e);
        }
    }

    private void delete(String file) {
        try {
            storage.delete(file);
            storage.syncDirectory(directory);
        } catch (IOException e) {
            throw refused(file, "the file cannot be deleted; check the device and its permissions", e);
        }
    }

    private static SnapshotException refused(String file, String detail, IOException cause) {
        return new SnapshotException(Code.WRITE_FAILED, file, SnapshotException.NONE, detail, cause);
    }
}
