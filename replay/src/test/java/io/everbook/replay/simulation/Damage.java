package io.everbook.replay.simulation;

import io.everbook.journal.storage.SimulatedDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Bits that change at rest, and what they excuse. */
final class Damage {

    private static final String ARCHIVE = "archive";

    private Damage() {}

    /** Changes a bit of some file of a symbol, mostly of those that matter most. */
    static void strike(SimulatedDisk disk, ModelMarket model, SplittableRandom random) {
        strike(disk, random.nextBoolean() ? snapshots(disk, model) : journals(disk, model), random);
    }

    /** Changes a bit of a segment of a symbol's executions log. */
    static void strikeExecutions(SimulatedDisk disk, ModelMarket model, SplittableRandom random) {
        strike(disk, executions(disk, model), random);
    }

    private static void strike(SimulatedDisk disk, List<String> candidates, SplittableRandom random) {
        if (candidates.isEmpty()) {
            return;
        }
        boolean newest = random.nextInt(3) > 0;
        String file = candidates.get(newest ? candidates.size() - 1 : random.nextInt(candidates.size()));
        int size = disk.durableSize(file);
        if (size > 0) {
            // The first kilobyte of a file and what follows the header of a segment matter more than zeros between.
            int offset = random.nextInt(4) > 0 && size > 4_096 ? random.nextInt(4_096, size) : random.nextInt(size);
            disk.flip(file, offset, random.nextInt(Byte.SIZE));
        }
    }

    /** Whether any file that is read has a changed bit. */
    static boolean exists(SimulatedDisk disk) {
        return existsIn(disk, "journals/", disk.files("journals"))
                || existsIn(disk, "snapshots/AAA-USD/", disk.files("snapshots/AAA-USD"))
                || existsIn(disk, "snapshots/BBB-USD/", disk.files("snapshots/BBB-USD"));
    }

    /** Whether a journal has a changed bit in front of which a healthy copy would be needed to go on. */
    static boolean journalOf(SimulatedDisk disk, ModelMarket model) {
        return journals(disk, model).stream()
                .anyMatch(file -> !disk.flipped(file).isEmpty());
    }

    /** Whether a whole snapshot is there, or the journal from its first command. */
    static boolean leavesAWay(SimulatedDisk disk, ModelMarket model) {
        if (journalOf(disk, model)) {
            return false;
        }
        boolean wholeSnapshot = snapshots(disk, model).stream()
                .anyMatch(file -> disk.flipped(file).isEmpty() && !disk.spoilt(file));
        return wholeSnapshot || !hasArchiveOrGap(disk, model);
    }

    /** Whether the changed bits of the active segment lie where no later frame vouches for them. */
    static boolean inUnvouchedEnd(SimulatedDisk disk, ModelMarket model, long endOffset) {
        String active = SimulatedEngine.activeFile(model);
        List<Integer> flipped = disk.flipped(active);
        long vouchedEnd = FrameWalk.vouchedEnd(disk.healthy(active), flipped);
        return endOffset >= vouchedEnd && flipped.stream().anyMatch(offset -> offset >= vouchedEnd);
    }

    static List<String> journals(SimulatedDisk disk, ModelMarket model) {
        return segments(disk, model, "journals", ".journal");
    }

    static List<String> executions(SimulatedDisk disk, ModelMarket model) {
        return segments(disk, model, "executions", ".executions");
    }

    private static List<String> segments(SimulatedDisk disk, ModelMarket model, String directory, String suffix) {
        List<String> names = new ArrayList<>();
        String active = null;
        for (String name : disk.files(directory)) {
            if (name.equals(model.symbol() + suffix)) {
                active = directory + "/" + name;
            } else if (name.startsWith(model.symbol()) && name.endsWith(suffix)) {
                names.add(directory + "/" + name);
            }
        }
        if (active != null) {
            names.add(active);
        }
        return names;
    }

    static List<String> snapshots(SimulatedDisk disk, ModelMarket model) {
        String directory = "snapshots/" + model.symbol();
        return disk.files(directory).stream()
                .filter(name -> name.endsWith(".snapshot"))
                .map(name -> directory + "/" + name)
                .toList();
    }

    private static boolean hasArchiveOrGap(SimulatedDisk disk, ModelMarket model) {
        List<String> journals = journals(disk, model);
        boolean fromStart = journals.size() > 1 && journals.get(0).endsWith("-0000000000000000001.journal");
        boolean archived = disk.files(ARCHIVE).stream()
                .anyMatch(name -> name.startsWith(model.symbol()) && name.endsWith(".journal"));
        return !fromStart
                && (journals.size() > 1 || archived || !snapshots(disk, model).isEmpty());
    }

    private static boolean existsIn(SimulatedDisk disk, String directory, List<String> names) {
        for (String name : names) {
            if (!disk.flipped(directory + name).isEmpty() || disk.spoilt(directory + name)) {
                return true;
            }
        }
        return false;
    }
}
