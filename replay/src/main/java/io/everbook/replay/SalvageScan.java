package io.everbook.replay;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.Fragments;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds out which commands of a journal can still be read, and which bytes cannot. */
final class SalvageScan {

    private static final int HEADER_BYTES = 4096;

    private final Storage storage;
    private final String active;
    private final List<String> files;
    private final List<CommandRange> runs = new ArrayList<>();
    private final List<DamagedPart> damaged = new ArrayList<>();
    private final Command command = new Command();
    private Instrument instrument;
    private boolean endUnknown = true;
    private long lastCheckpoint;

    private SalvageScan(Storage storage, String symbol) {
        this.storage = storage;
        active = "journals/" + symbol + ".journal";
        files = new ArrayList<>(Segments.names(storage, symbol));
        // The active one last; the others' names sort by their first sequence.
        files.sort(Comparator.comparing((String file) -> file.equals(active)).thenComparing(Comparator.naturalOrder()));
    }

    static SalvageScan of(Storage storage, String symbol) {
        SalvageScan scan = new SalvageScan(storage, symbol);
        scan.files.forEach(scan::read);
        return scan;
    }

    /** The segments, oldest first, the active one last. */
    List<String> files() {
        return files;
    }

    /** The commands that can be read, ascending, each run without a gap. */
    List<CommandRange> runs() {
        return runs;
    }

    List<DamagedPart> damaged() {
        return damaged;
    }

    /** How whole headers define the instrument; null where there is none. */
    Instrument instrument() {
        return instrument;
    }

    /** Whether commands may be lost behind the last one that can be read, and nobody can tell how many. */
    boolean endUnknown() {
        return endUnknown;
    }

    /** The last command of which a checkpoint that can be read speaks: it was journaled; 0 where there is none. */
    long lastCheckpoint() {
        return lastCheckpoint;
    }

    private void read(String file) {
        try (Fragments fragments = Fragments.open(storage, file)) {
            define(file, fragments);
            if (fragments.headerFault() != null) {
                damaged.add(new DamagedPart(file, 0, Math.min(HEADER_BYTES, fragments.size()), false));
            }
            long end = fragments.endOffset();
            while (fragments.nextFrame()) {
                part(file, end, fragments.offset());
                if (!take(fragments)) {
                    part(file, fragments.offset(), fragments.endOffset());
                }
                end = fragments.endOffset();
            }
            boolean torn = file.equals(active);
            long last = torn ? fragments.lastBytes(end) : fragments.size();
            boolean unfinished = torn && fragments.headerFault() == null;
            endUnknown = last > end && !unfinished;
            if (last > end) {
                damaged.add(new DamagedPart(file, end, last, unfinished));
            }
        }
    }

    private void part(String file, long from, long to) {
        if (to > from) {
            damaged.add(new DamagedPart(file, from, to, false));
        }
    }

    private void define(String file, Fragments fragments) {
        Instrument defined = fragments.instrument();
        if (instrument != null && defined != null && !defined.equals(instrument)) {
            throw new JournalException(
                    Code.DEFINITION_MISMATCH,
                    file,
                    JournalException.NONE,
                    JournalException.NONE,
                    "the segments define the instrument differently; take the files of other journals away: journal="
                            + defined + " other=" + instrument);
        }
        instrument = instrument == null ? defined : instrument;
    }

    /** Whether all records of a frame can be read and follow what was read before. */
    private boolean take(Fragments fragments) {
        if (fragments.atCheckpoint()) {
            lastCheckpoint = Math.max(lastCheckpoint, fragments.checkpoint().sequence());
            return true;
        }
        CommandRange last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        long first = fragments.nextSequence();
        if (last != null && first <= last.through()) {
            return false;
        }
        try {
            while (fragments.commandsLeft() > 0) {
                fragments.read(command);
            }
        } catch (JournalException e) {
            if (e.code() == Code.NEWER_VERSION) {
                throw e;
            }
            return false;
        }
        long through = fragments.nextSequence() - 1;
        if (last != null && last.next() == first) {
            runs.set(runs.size() - 1, new CommandRange(last.from(), through));
        } else {
            runs.add(new CommandRange(first, through));
        }
        return true;
    }
}
