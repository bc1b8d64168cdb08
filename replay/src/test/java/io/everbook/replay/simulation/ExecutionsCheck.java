package io.everbook.replay.simulation;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.EventComparison;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.SimulatedDisk;
import io.everbook.replay.ExecutionsComparison;
import io.everbook.replay.ExecutionsVerify;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds the executions log of one market against the model, after each start. */
final class ExecutionsCheck {

    private static final ThreadLocal<EventComparison> COMPARISON = ThreadLocal.withInitial(EventComparison::new);

    private final SimulatedDisk disk;
    private final ModelMarket model;
    private final SimulationCounts counts;
    private final ExecutionEvent event = new ExecutionEvent();
    private final List<String> flipped = new ArrayList<>();
    private boolean hurt;

    ExecutionsCheck(SimulatedDisk disk, ModelMarket model, SimulationCounts counts) {
        this.disk = disk;
        this.model = model;
        this.counts = counts;
    }

    /** Files of this market were damaged, so that events may be lost for good. */
    void hurt() {
        hurt = true;
    }

    /** A recovery begins. */
    void begin() {
        flipped.clear();
        Damage.executions(disk, model).stream().filter(disk::readsFlipped).forEach(flipped::add);
    }

    /** Checks what a recovery has left, before a new command comes. */
    void recovered(ExecutionsWriter writer, Witness witness, boolean closely) {
        if (writer.failed()) {
            if (!witness.toldOfExecutions(model.symbol())) {
                throw new Violation(model.symbol() + " has no executions log and no listener was told");
            }
            return;
        }
        for (String file : flipped) {
            if (!witness.setAside().contains(file)) {
                throw new Violation(model.symbol() + " passes over damage of its executions log: file=" + file);
            }
        }
        try {
            read(witness, model.acknowledged());
            if (closely) {
                compare(model.acknowledged());
            }
        } catch (JournalException e) {
            if (disk.plannedFaultsInjected() > 0) {
                throw e;
            }
            throw new Violation(model.symbol() + " leaves an executions log that cannot be read", e);
        }
    }

    /** Reads the whole log, with the segments that were put back from the archive. */
    void readWithArchive() {
        if (!hurt) {
            read(null, model.acknowledged());
        }
    }

    private void read(Witness witness, long lastSequence) {
        try (ExecutionsReader reader = ExecutionsReader.open(disk, model.symbol(), 1)) {
            long sequence = 0;
            int index = 0;
            ExecutionsReader.Entry entry = reader.next(event);
            while (entry != ExecutionsReader.Entry.END) {
                if (entry == ExecutionsReader.Entry.HOLE) {
                    hole(witness, sequence, reader.missingFrom(), reader.missingThrough());
                    sequence = reader.missingThrough() + 1;
                } else {
                    sequence = Math.max(1, sequence);
                    requireSame(sequence, index, lastSequence, reader);
                    sequence += event.lastOfCommand() ? 1 : 0;
                    index = event.lastOfCommand() ? 0 : index + 1;
                }
                entry = reader.next(event);
            }
            if (reader.nextSequence() != lastSequence + 1 || reader.nextIndex() != 0) {
                throw new Violation(model.symbol() + " has an executions log that ends elsewhere than its journal:"
                        + " last=" + lastSequence + " next=" + reader.nextSequence() + "/" + reader.nextIndex());
            }
        }
    }

    private void requireSame(long sequence, int index, long lastSequence, ExecutionsReader reader) {
        if (event.sequence() > lastSequence) {
            throw new Violation(place() + " is of a command that the journal does not have: last=" + lastSequence);
        }
        List<ExecutionEvent> expected = model.outcome(sequence);
        if (event.sequence() != sequence || event.indexInCommand() != index || index >= expected.size()) {
            throw new Violation(place() + " stands where another belongs: expected=" + sequence + "/" + index);
        }
        if (!COMPARISON.get().equal(expected.get(index), event)) {
            throw new Violation(place() + " is not what the model says: file=" + reader.file());
        }
    }

    private String place() {
        return model.symbol() + " event " + event.sequence() + "/" + event.indexInCommand();
    }

    private void hole(Witness witness, long before, long from, long through) {
        String range = model.symbol() + " has no events of commands " + from + " to " + through;
        if (before == 0) {
            long oldest = new SnapshotCatalog(disk, model.symbol()).oldestSequence();
            if (!hurt && (witness == null || through > oldest)) {
                throw new Violation(range + " at the beginning of its log: oldestSnapshot=" + oldest);
            }
            return;
        }
        if (!hurt) {
            throw new Violation(range + " although nothing was damaged");
        }
        for (long i = from; witness != null && i <= through; i++) {
            long missing = i;
            if (witness.missing().stream().noneMatch(one -> one.first() <= missing && missing <= one.last())) {
                throw new Violation(range + " and does not say so");
            }
        }
        requireGone(range, through);
    }

    /** There is nothing left from which the events could have been made again. */
    private void requireGone(String range, long through) {
        if (Damage.journalOf(disk, model)) {
            return;
        }
        long journalFrom = JournalCatalog.segments(disk, model.symbol()).get(0).firstSequence();
        boolean derivable = journalFrom == 1;
        for (SnapshotFile snapshot : new SnapshotCatalog(disk, model.symbol()).newestFirst()) {
            boolean whole = disk.flipped(snapshot.file()).isEmpty() && !disk.spoilt(snapshot.file());
            derivable |= whole && snapshot.sequence() + 1 >= journalFrom && snapshot.sequence() < through;
        }
        if (derivable) {
            throw new Violation(range + " although the journal leads to them: journalFrom=" + journalFrom);
        }
    }

    private void compare(long lastSequence) {
        if (lastSequence == 0 || Damage.journalOf(disk, model)) {
            return;
        }
        counts.logsCompared++;
        ExecutionsComparison comparison = ExecutionsVerify.compare(disk, model.symbol(), sequence -> {});
        if (comparison.difference() != null || !hurt && !comparison.equal()) {
            throw new Violation(model.symbol() + " has another log than verify wants: " + comparison);
        }
        if (comparison.journalSequence() != 0 && comparison.journalSequence() != lastSequence) {
            throw new Violation(model.symbol() + " is verified to another end: " + comparison);
        }
    }

    /** What the log and its quarantine are, zeros written ahead left out. */
    Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String file : Damage.executions(disk, model)) {
            contents.put(file, withoutZeros(disk.healthy(file)));
        }
        for (String name : disk.files("quarantine")) {
            if (name.startsWith(model.symbol()) && name.contains(".executions")) {
                contents.put("quarantine/" + name, withoutZeros(disk.healthy("quarantine/" + name)));
            }
        }
        return contents;
    }

    /** Checks that a start has left everything as it was. */
    void requireUnchanged(Map<String, byte[]> before) {
        Map<String, byte[]> now = contents();
        if (!now.keySet().equals(before.keySet())) {
            throw new Violation(model.symbol() + " has other files of its executions log after a start that had nothing"
                    + " to do: before=" + before.keySet() + " now=" + now.keySet());
        }
        before.forEach((file, bytes) -> {
            if (!Arrays.equals(bytes, now.get(file))) {
                throw new Violation(model.symbol() + " changes its executions log without a reason: file=" + file);
            }
        });
    }

    private static byte[] withoutZeros(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }
}
