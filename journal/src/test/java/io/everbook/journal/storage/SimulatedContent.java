package io.everbook.journal.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The bytes of one simulated file: as its user sees them, as they are on the device, and what was written in between.
 * The device takes unforced writes in any order, whole or sector by sector, and tears one at any byte.
 */
final class SimulatedContent {

    private static final int SECTOR_BYTES = 512;

    private byte[] seen = new byte[SECTOR_BYTES];
    private int seenSize;
    private byte[] durable = new byte[0];
    private int durableSize;
    private final List<Change> unforced = new ArrayList<>();
    private final List<Flip> flips = new ArrayList<>();
    private boolean spoilt;

    /** A bit that is not what was written. */
    private record Flip(int offset, int bit) {}

    /** Bytes written at an offset; or, without bytes, a cut to that offset. */
    private record Change(int offset, byte[] bytes) {

        boolean isCut() {
            return bytes == null;
        }

        boolean covers(int place) {
            return place >= offset && (isCut() || place < offset + bytes.length);
        }

        int end() {
            return isCut() ? offset : offset + bytes.length;
        }
    }

    int size() {
        return seenSize;
    }

    int durableSize() {
        return durableSize;
    }

    void read(byte[] target, int targetOffset, int offset, int length) {
        System.arraycopy(seen, offset, target, targetOffset, length);
    }

    void write(byte[] bytes, int offset) {
        int end = offset + bytes.length;
        if (end > seen.length) {
            seen = Arrays.copyOf(seen, Math.max(end, 2 * seen.length));
        }
        System.arraycopy(bytes, 0, seen, offset, bytes.length);
        seenSize = Math.max(seenSize, end);
        unforced.add(new Change(offset, bytes));
    }

    void cut(int size) {
        if (size < seenSize) {
            Arrays.fill(seen, size, seenSize, (byte) 0);
            seenSize = size;
            unforced.add(new Change(size, null));
        }
    }

    void force() {
        for (Change change : unforced) {
            keep(change, true);
        }
        unforced.clear();
    }

    /** A copy of the bytes as they would be without changed bits. */
    byte[] healthy() {
        byte[] copy = Arrays.copyOf(seen, seenSize);
        for (Flip flip : flips) {
            if (flip.offset() < seenSize && !isCovered(flip.offset())) {
                copy[flip.offset()] ^= (byte) (1 << flip.bit());
            }
        }
        return copy;
    }

    /** Changes a bit that is on the device; not one that is about to be written anew. */
    boolean flip(int offset, int bit) {
        if (isCovered(offset)) {
            return false;
        }
        seen[offset] ^= (byte) (1 << bit);
        durable[offset] ^= (byte) (1 << bit);
        flips.add(new Flip(offset, bit));
        return true;
    }

    /** Takes note that a bit was changed on its way here. */
    void spoil() {
        spoilt = true;
    }

    /** Whether a bit was changed on its way here. */
    boolean isSpoilt() {
        return spoilt;
    }

    /** The offsets of the bits that are not what was written. */
    List<Integer> flipped() {
        return flips.stream().map(Flip::offset).toList();
    }

    /** Whether its user sees a bit that is not what was written. */
    boolean readsFlipped() {
        return flips.stream().anyMatch(flip -> flip.offset() < seenSize && !isCovered(flip.offset()));
    }

    /** Changes all bits back, as a good copy put in the file's place would. */
    void heal() {
        for (Flip flip : flips) {
            if (flip.offset() < durableSize) {
                durable[flip.offset()] ^= (byte) (1 << flip.bit());
            }
            if (flip.offset() < seenSize && !isCovered(flip.offset())) {
                seen[flip.offset()] ^= (byte) (1 << flip.bit());
            }
        }
        flips.clear();
    }

    private boolean isCovered(int offset) {
        return unforced.stream().anyMatch(change -> change.covers(offset));
    }

    /** Decides what of the unforced bytes is on the device; the rest will never be. */
    void settle(SplittableRandom random, FaultCounts faults) {
        int count = unforced.size();
        if (count == 0) {
            return;
        }
        int bound = random.nextInt(count + 1);
        switch (random.nextInt(5)) {
            case 0 -> faults.add(DiskFault.LOST_WRITE, count);
            case 1 -> unforced.forEach(change -> keep(change, true));
            case 2 -> keepFirst(bound, random, faults);
            case 3 -> keepLast(bound, faults);
            default -> keepSectors(bound, random, faults);
        }
        unforced.clear();
    }

    /** The power was cut: what its user sees from now on is what the device has. */
    void loseMemory(SplittableRandom random, FaultCounts faults) {
        settle(random, faults);
        seen = Arrays.copyOf(durable, Math.max(durableSize, SECTOR_BYTES));
        seenSize = durableSize;
    }

    private void keepFirst(int bound, SplittableRandom random, FaultCounts faults) {
        for (int i = 0; i < bound; i++) {
            keep(unforced.get(i), true);
        }
        if (bound < unforced.size()) {
            Change torn = unforced.get(bound);
            faults.add(DiskFault.LOST_WRITE, unforced.size() - bound);
            if (!torn.isCut()) {
                int length = random.nextInt(torn.bytes().length);
                keep(new Change(torn.offset(), Arrays.copyOf(torn.bytes(), length)), true);
                faults.add(DiskFault.TORN_WRITE, 1);
            }
        }
    }

    private void keepLast(int bound, FaultCounts faults) {
        for (int i = bound; i < unforced.size(); i++) {
            keep(unforced.get(i), true);
        }
        faults.add(DiskFault.LOST_WRITE, bound);
        faults.add(DiskFault.REORDERED_WRITE, bound > 0 && bound < unforced.size() ? 1 : 0);
    }

    /** Any sectors of any writes; sizes only up to a bound, since they are written in order. */
    private void keepSectors(int bound, SplittableRandom random, FaultCounts faults) {
        int lost = 0;
        for (int i = 0; i < unforced.size(); i++) {
            Change change = unforced.get(i);
            if (change.isCut()) {
                if (i < bound) {
                    keep(change, true);
                }
                continue;
            }
            grow(i < bound ? change.end() : 0);
            lost += keepSectors(change, random);
        }
        faults.add(DiskFault.LOST_WRITE, lost);
        faults.add(DiskFault.REORDERED_WRITE, lost > 0 ? 1 : 0);
        faults.add(DiskFault.LOST_SIZE, durableSize == seenSize ? 0 : 1);
    }

    private int keepSectors(Change change, SplittableRandom random) {
        int lost = 0;
        for (int from = change.offset(); from < change.end(); ) {
            int to = Math.min(change.end(), (from / SECTOR_BYTES + 1) * SECTOR_BYTES);
            if (random.nextBoolean()) {
                byte[] part = Arrays.copyOfRange(change.bytes(), from - change.offset(), to - change.offset());
                keep(new Change(from, part), false);
            } else {
                lost++;
            }
            from = to;
        }
        return lost;
    }

    private void keep(Change change, boolean growing) {
        if (!flips.isEmpty()) {
            flips.removeIf(flip -> change.covers(flip.offset()));
        }
        if (change.isCut()) {
            if (change.offset() < durableSize) {
                Arrays.fill(durable, change.offset(), durableSize, (byte) 0);
                durableSize = change.offset();
            }
            return;
        }
        grow(growing ? change.end() : 0);
        int length = Math.min(change.end(), durableSize) - change.offset();
        if (length > 0) {
            System.arraycopy(change.bytes(), 0, durable, change.offset(), length);
        }
    }

    private void grow(int size) {
        if (size > durable.length) {
            durable = Arrays.copyOf(durable, Math.max(size, 2 * durable.length));
        }
        durableSize = Math.max(durableSize, size);
    }
}
