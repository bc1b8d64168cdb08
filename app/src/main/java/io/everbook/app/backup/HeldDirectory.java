package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.journal.SegmentExtent;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A data directory at one moment, although an engine goes on writing it. Every file is held open, so that what
 * retention or compaction deletes meanwhile stays readable, and neither of them ever waits. Files are taken by what
 * they are: a segment that is being written up to its last whole frame, everything else as it was when it was opened,
 * since it either never changes or is replaced as a whole. Locks and unfinished files are left out. For one thread.
 */
final class HeldDirectory implements Storage {

    private static final String SNAPSHOTS = "snapshots";
    private static final Set<String> PASSING = Set.of(".lock", ".new", ".unfinished", ".tmp");

    private final Path root;
    private final TreeMap<String, HeldFile> files = new TreeMap<>();

    private HeldDirectory(Path root) {
        this.root = root;
    }

    /**
     * Takes hold of a data directory.
     *
     * @param data the data directory; only read
     * @return what it held; closed by the caller
     * @throws BackupException where it cannot be read
     */
    static HeldDirectory of(Path data) {
        return of(data, () -> {});
    }

    /** What a test does while the directory is being looked at. */
    interface Meanwhile {
        void run() throws IOException;
    }

    static HeldDirectory of(Path data, Meanwhile meanwhile) {
        HeldDirectory held = new HeldDirectory(data.toAbsolutePath().normalize());
        try {
            // Logs, then snapshots, then what the logs have begun since: so the logs have all that leads from the
            // oldest snapshot that is held, and end behind the newest.
            held.walk("", false);
            held.walk(SNAPSHOTS, true);
            meanwhile.run();
            held.walk("", false);
            held.nameClosed();
            held.settle();
            return held;
        } catch (IOException e) {
            held.close();
            throw new BackupException(
                    Code.SOURCE_UNUSABLE,
                    "the data directory cannot be read; check its path, owner and mode: data=" + data + " cause=" + e,
                    e);
        } catch (RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    /** {@return the names of all files, sorted} */
    List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** Adds a file that lies elsewhere, in place of one that has the name. */
    void add(String name, Path file) throws IOException {
        HeldFile replaced = files.put(name, new HeldFile(FileChannel.open(file, StandardOpenOption.READ)));
        if (replaced != null) {
            replaced.release();
        }
    }

    private void walk(String directory, boolean snapshots) throws IOException {
        // A segment being written is opened before the closed ones are listed: then none before it is missed.
        for (String name : entries(directory)) {
            if (!SegmentExtent.isClosed(name)) {
                visit(directory.isEmpty() ? name : directory + '/' + name, snapshots);
            }
        }
        for (String name : entries(directory)) {
            String path = directory.isEmpty() ? name : directory + '/' + name;
            if (SegmentExtent.isClosed(name) && !files.containsKey(path)) {
                hold(path);
            }
        }
    }

    private void visit(String path, boolean snapshots) throws IOException {
        if (Files.isDirectory(root.resolve(path))) {
            if ((snapshots || !path.equals(SNAPSHOTS)) && !path.startsWith(BackupVerification.TEMPORARY)) {
                walk(path, snapshots);
            }
        } else if (Files.isRegularFile(root.resolve(path)) && !isPassing(path)) {
            HeldFile before = files.get(path);
            if (before == null) {
                hold(path);
            } else {
                follow(path, before);
            }
        }
    }

    /** Looks again at a file that is held: where it is a segment that was closed since, the next one is held too. */
    private void follow(String path, HeldFile before) throws IOException {
        SegmentExtent then = SegmentExtent.header(this, path);
        if (then == null) {
            return;
        }
        files.remove(path);
        hold(path);
        HeldFile now = files.get(path);
        SegmentExtent later = now == null ? null : SegmentExtent.header(this, path);
        if (later != null && later.firstSequence() != then.firstSequence()) {
            HeldFile twice = files.put(then.closedName(), before);
            if (twice != null) {
                twice.release();
            }
        } else {
            files.put(path, before);
            if (now != null) {
                now.release();
            }
        }
    }

    private void hold(String path) throws IOException {
        try {
            files.put(path, new HeldFile(FileChannel.open(root.resolve(path), StandardOpenOption.READ)));
        } catch (NoSuchFileException gone) {
            // Deleted or renamed since it was listed; what takes its place is found under its own name.
            files.remove(path);
        }
    }

    /** Gives a segment its closed name that was closed since it was held, while the next one was not there yet. */
    private void nameClosed() throws IOException {
        for (String name : List.copyOf(files.keySet())) {
            boolean closed = SegmentExtent.isClosed(name.substring(name.lastIndexOf('/') + 1));
            SegmentExtent extent = closed ? null : SegmentExtent.header(this, name);
            if (extent != null && hasClosedFrom(extent)) {
                HeldFile twice = files.put(extent.closedName(), files.remove(name));
                if (twice != null) {
                    twice.release();
                }
            }
        }
    }

    /** Whether a segment, or one behind it, is held under a closed name. */
    private boolean hasClosedFrom(SegmentExtent extent) {
        String own = extent.closedName();
        String next = files.ceilingKey(own);
        int digits = own.lastIndexOf('-') + 1;
        return next != null && next.length() == own.length() && next.startsWith(own.substring(0, digits));
    }

    /** Fixes how much of each file is taken. Events come before the commands that they came of: so none is without. */
    private void settle() throws IOException {
        List<String> growing = new ArrayList<>();
        for (Map.Entry<String, HeldFile> file : files.entrySet()) {
            String name = file.getKey();
            boolean closed = SegmentExtent.isClosed(name.substring(name.lastIndexOf('/') + 1));
            if (!closed && SegmentExtent.header(this, name) != null) {
                growing.add(name);
            } else {
                file.getValue().limit(file.getValue().size());
            }
        }
        growing.sort((one, other) -> Boolean.compare(one.startsWith("journals/"), other.startsWith("journals/")));
        for (String name : growing) {
            files.get(name).limit(SegmentExtent.of(this, name).wholeBytes());
        }
    }

    private static boolean isPassing(String path) {
        return PASSING.stream().anyMatch(path::endsWith);
    }

    private List<String> entries(String directory) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(directory))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (NoSuchFileException | NotDirectoryException e) {
            if (directory.isEmpty()) {
                throw e;
            }
        }
        return List.copyOf(names);
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        HeldFile file = files.get(name);
        if (mode != OpenMode.READ) {
            throw refused(name);
        }
        if (file == null) {
            throw new FileNotFoundException(name);
        }
        return file;
    }

    @Override
    public boolean exists(String name) {
        return files.containsKey(name) || !list(name).isEmpty();
    }

    @Override
    public long size(String name) throws IOException {
        try (StorageFile file = open(name, OpenMode.READ)) {
            return file.size();
        }
    }

    @Override
    public List<String> list(String directory) {
        String prefix = directory.isEmpty() ? "" : directory + '/';
        TreeSet<String> names = new TreeSet<>();
        for (String name : files.tailMap(prefix).keySet()) {
            if (!name.startsWith(prefix)) {
                break;
            }
            names.add(name.substring(prefix.length()).split("/", 2)[0]);
        }
        return List.copyOf(names);
    }

    @Override
    public void rename(String from, String to) {
        throw refused(from);
    }

    @Override
    public void delete(String name) {
        throw refused(name);
    }

    @Override
    public void createDirectories(String directory) {
        throw refused(directory);
    }

    @Override
    public void syncDirectory(String directory) {
        throw refused(directory);
    }

    @Override
    public Closeable lock(String name) {
        throw refused(name);
    }

    @Override
    public String describe(String name) {
        return root.resolve(name).toString();
    }

    @Override
    public void close() {
        for (HeldFile file : files.values()) {
            try {
                file.release();
            } catch (IOException e) {
                // It was only read: there is nothing that could be lost.
                continue;
            }
        }
        files.clear();
    }

    private static UnsupportedOperationException refused(String name) {
        return new UnsupportedOperationException("what is backed up is only read: name=" + name);
    }
}
