package io.everbook.journal.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The entries of one simulated directory: as its user sees them, as they are on the device, and what changed in
 * between. A power cut keeps any subset of the changes, but a rename is one change: the file has its old name or its
 * new one.
 */
final class SimulatedDirectory {

    private final TreeMap<String, SimulatedContent> seen = new TreeMap<>();
    private final TreeMap<String, SimulatedContent> durable = new TreeMap<>();
    private final List<Change> unforced = new ArrayList<>();

    /** A name that goes from this directory, a name that comes into one, or both. */
    private final class Change {

        private final DiskFault loss;
        private final String gone;
        private final SimulatedDirectory target;
        private final String come;
        private final SimulatedContent content;
        private boolean kept;

        Change(DiskFault loss, String gone, SimulatedDirectory target, String come, SimulatedContent content) {
            this.loss = loss;
            this.gone = gone;
            this.target = target;
            this.come = come;
            this.content = content;
        }

        /** What gave the file the name that goes comes first: else it would have that name as well in the end. */
        void keep() {
            if (kept) {
                return;
            }
            kept = true;
            if (gone != null) {
                unforced.stream()
                        .takeWhile(earlier -> earlier != this)
                        .filter(earlier -> earlier.target == SimulatedDirectory.this && gone.equals(earlier.come))
                        .forEach(Change::keep);
                durable.remove(gone);
            }
            if (come != null) {
                target.durable.put(come, content);
            }
        }
    }

    SimulatedContent find(String name) {
        return seen.get(name);
    }

    /** The names there are, ascending. */
    List<String> names() {
        return new ArrayList<>(seen.keySet());
    }

    void create(String name, SimulatedContent content) {
        seen.put(name, content);
        unforced.add(new Change(DiskFault.LOST_CREATION, null, this, name, content));
    }

    void delete(String name) {
        if (seen.remove(name) != null) {
            unforced.add(new Change(DiskFault.LOST_DELETION, name, null, null, null));
        }
    }

    void rename(String name, SimulatedDirectory target, String newName) {
        SimulatedContent content = seen.remove(name);
        target.seen.put(newName, content);
        Change change = new Change(DiskFault.LOST_RENAME, name, target, newName, content);
        unforced.add(change);
        if (target != this) {
            target.unforced.add(change);
        }
    }

    void force() {
        unforced.forEach(Change::keep);
        unforced.clear();
    }

    /** The power was cut: a random part of the changes is on the device, and the user sees only those. */
    void settle(SplittableRandom random, FaultCounts faults) {
        int mode = random.nextInt(4);
        int bound = random.nextInt(unforced.size() + 1);
        for (int i = 0; i < unforced.size(); i++) {
            Change change = unforced.get(i);
            boolean keep = mode == 1 || mode == 2 && i < bound || mode == 3 && random.nextBoolean();
            if (keep) {
                change.keep();
            } else if (!change.kept) {
                faults.add(change.loss, 1);
            }
        }
        unforced.clear();
    }

    /** After {@link #settle} of all directories. */
    void loseMemory() {
        seen.clear();
        seen.putAll(durable);
    }
}
