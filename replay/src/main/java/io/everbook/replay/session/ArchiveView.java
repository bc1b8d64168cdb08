package io.everbook.replay.session;

import io.everbook.journal.SegmentFile;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.ReadOnlyStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data directory with what retention moved to {@code archive/} back in its place, and with segments and snapshots
 * that lie loose in the directory itself where they belong: so an archive, or a folder of copied files, reads like a
 * data directory. A file of a log is taken from the log's own folder where it is there as well. For reading only.
 */
public final class ArchiveView extends ReadOnlyStorage {

    private static final String ARCHIVE = "archive";
    private static final String SNAPSHOTS = "snapshots";
    private static final Pattern SNAPSHOT = Pattern.compile("(.+)-[0-9]{1,18}\\.snapshot");

    private final Storage storage;
    private final Storage beside;

    private ArchiveView(Storage storage, Storage beside) {
        super(storage);
        this.storage = storage;
        this.beside = beside;
    }

    /**
     * Looks at a data directory, an archive, a folder of segments, or one segment file.
     *
     * @param storage what is looked at; closed with this
     * @return the view; the same where it is one already
     */
    public static ArchiveView of(Storage storage) {
        if (storage instanceof ArchiveView view) {
            return view;
        }
        return new ArchiveView(storage, storage instanceof SegmentFile segment ? segment.folder() : storage);
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        try {
            return super.open(name, mode);
        } catch (FileNotFoundException elsewhere) {
            for (String place : otherPlaces(name)) {
                if (beside.exists(place)) {
                    return new ReadOnlyStorage(beside).open(place, mode);
                }
            }
            throw elsewhere;
        }
    }

    @Override
    public boolean exists(String name) throws IOException {
        if (storage.exists(name)) {
            return true;
        }
        for (String place : otherPlaces(name)) {
            if (beside.exists(place)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long size(String name) throws IOException {
        try {
            return storage.size(name);
        } catch (FileNotFoundException elsewhere) {
            for (String place : otherPlaces(name)) {
                if (beside.exists(place)) {
                    return beside.size(place);
                }
            }
            throw elsewhere;
        }
    }

    @Override
    public List<String> list(String directory) throws IOException {
        TreeSet<String> names = new TreeSet<>(storage.list(directory));
        if (directory.equals(SNAPSHOTS)) {
            for (String name : beside.list("")) {
                Matcher snapshot = SNAPSHOT.matcher(name);
                if (snapshot.matches()) {
                    names.add(snapshot.group(1));
                }
            }
        } else if (directory.startsWith(SNAPSHOTS + '/')) {
            String symbol = directory.substring(SNAPSHOTS.length() + 1);
            for (String name : beside.list("")) {
                Matcher snapshot = SNAPSHOT.matcher(name);
                if (snapshot.matches() && snapshot.group(1).equals(symbol)) {
                    names.add(name);
                }
            }
        } else if (suffix(directory) != null && storage == beside) {
            addSegments(ARCHIVE, suffix(directory), names);
            addSegments("", suffix(directory), names);
        }
        return List.copyOf(names);
    }

    private void addSegments(String directory, String suffix, TreeSet<String> names) throws IOException {
        for (String name : storage.list(directory)) {
            if (name.endsWith(suffix)) {
                names.add(name);
            }
        }
    }

    /** Where else a file may lie that is not where it belongs. */
    private List<String> otherPlaces(String name) {
        String directory = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        String file = name.substring(name.lastIndexOf('/') + 1);
        List<String> places = new ArrayList<>();
        if (suffix(directory) != null && storage == beside) {
            places.add(ARCHIVE + '/' + file);
            places.add(file);
        } else if (directory.startsWith(SNAPSHOTS)) {
            places.add(file);
        }
        return places;
    }

    /** How the files of a log's folder end; null where it is none. */
    private static String suffix(String directory) {
        return switch (directory) {
            case "journals" -> ".journal";
            case "executions" -> ".executions";
            default -> null;
        };
    }
}
