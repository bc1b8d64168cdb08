package io.everbook.journal.storage;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A data directory in memory whose device is as bad as a device can be: see {@link DiskFault}. For one thread; the same
 * seed and the same calls give the same faults. Time is virtual and passes with every operation. After a crash every
 * operation throws {@link SimulatedCrash} until {@link #restart(boolean)}.
 */
public final class SimulatedDisk implements Storage {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long OPERATION_NANOS = 2_000;
    private static final long FORCE_NANOS = 90_000;
    private static final long SLOW_NANOS = 40_000_000;

    private final SplittableRandom random;
    private final FaultCounts faults = new FaultCounts();
    private final Map<String, SimulatedDirectory> directories = new TreeMap<>();
    private final List<PlannedFault> planned = new ArrayList<>();
    private long operations;
    private long crashAt = NEVER;
    private int nameOperationsLeft = Integer.MAX_VALUE;
    private boolean dead;
    private int life;
    private long nanos;
    private int shortOneIn;
    private int slowOneIn;
    private Runnable betweenOperations;
    private final List<String> failedNames = new ArrayList<>();

    /**
     * Creates an empty data directory on a faultless device.
     *
     * @param seed what its faults are drawn from
     */
    public SimulatedDisk(long seed) {
        random = new SplittableRandom(seed);
        directories.put("", new SimulatedDirectory());
    }

    /** {@return what was injected so far} */
    public FaultCounts faults() {
        return faults;
    }

    /** {@return the virtual time that has passed, in nanoseconds} */
    public long nanos() {
        return nanos;
    }

    /** Lets virtual time pass. */
    public void pass(long elapsedNanos) {
        nanos += elapsedNanos;
    }

    /** Plans a failure. */
    public void plan(PlannedFault fault) {
        planned.add(fault);
    }

    /** {@return how many planned failures have happened since the last restart} */
    public long plannedFaultsInjected() {
        return failedNames.size();
    }

    /** {@return how many planned failures have happened since the last restart to files without this in their names} */
    public long plannedFaultsInjectedBeside(String part) {
        return failedNames.stream().filter(name -> !name.contains(part)).count();
    }

    /** Lets one call in so many read or write fewer bytes than asked, and one in so many be slow; 0 for none. */
    public void disturb(int shortOneInCalls, int slowOneInCalls) {
        shortOneIn = shortOneInCalls;
        slowOneIn = slowOneInCalls;
    }

    /** Crashes within or beside the operation that comes after so many others. */
    public void crashAfter(long operationCount) {
        crashAt = operations + operationCount;
    }

    /** Crashes within or beside the operation on names that comes after so many others: the rarer, riskier ones. */
    public void crashAfterNames(int operationCount) {
        nameOperationsLeft = operationCount;
    }

    /** Runs something before each operation that another thread could come in between; null for nothing. */
    public void betweenOperations(Runnable work) {
        betweenOperations = work;
    }

    /** Crashes now, between two operations. */
    public void crash() {
        dead = true;
    }

    /** {@return whether it has crashed} */
    public boolean dead() {
        return dead;
    }

    /**
     * Starts again after a crash, without planned failures.
     *
     * @param powerCut whether memory was lost, or else only the process
     */
    public void restart(boolean powerCut) {
        faults.add(powerCut ? DiskFault.POWER_CUT : DiskFault.PROCESS_DEATH, 1);
        if (powerCut) {
            directories.values().forEach(directory -> directory.settle(random, faults));
            directories.values().forEach(SimulatedDirectory::loseMemory);
            contents().forEach(content -> content.loseMemory(random, faults));
        }
        life++;
        dead = false;
        crashAt = NEVER;
        nameOperationsLeft = Integer.MAX_VALUE;
        planned.clear();
        failedNames.clear();
        betweenOperations = null;
    }

    /** {@return the names of all files in a directory, ascending, whatever is planned} */
    public List<String> files(String directory) {
        SimulatedDirectory found = directories.get(directory);
        return found == null ? List.of() : found.names();
    }

    /** {@return how many bytes a file has on the device} */
    public int durableSize(String name) {
        return content(name).durableSize();
    }

    /**
     * Changes one bit of a file on the device, unless it is about to be written anew.
     *
     * @return whether it was changed
     */
    public boolean flip(String name, int offset, int bit) {
        boolean flipped = content(name).flip(offset, bit);
        faults.add(DiskFault.BIT_FLIP, flipped ? 1 : 0);
        return flipped;
    }

    /** {@return the offsets in a file whose bits are not those that were written} */
    public List<Integer> flipped(String name) {
        SimulatedContent found = find(name);
        return found == null ? List.of() : found.flipped();
    }

    /** {@return whether a file reads with changed bits now: none that was cut off or written anew since} */
    public boolean readsFlipped(String name) {
        SimulatedContent found = find(name);
        return found != null && found.readsFlipped();
    }

    /** {@return whether bits of a file were changed on their way to the device} */
    public boolean spoilt(String name) {
        SimulatedContent found = find(name);
        return found != null && found.isSpoilt();
    }

    /** Changes every bit back, in every file, as good copies from a backup would. */
    public void heal() {
        contents().forEach(SimulatedContent::heal);
    }

    /** {@return a copy of a file as it would be without bits that changed at rest} */
    public byte[] healthy(String name) {
        return content(name).healthy();
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        if (mode == OpenMode.CREATE) {
            return create(name);
        }
        end(begin(DiskOperation.OPEN, name));
        SimulatedContent found = find(name);
        if (found == null) {
            throw new FileNotFoundException(name);
        }
        return new SimulatedFile(this, name, found);
    }

    private StorageFile create(String name) throws IOException {
        boolean crash = begin(DiskOperation.CREATE, name);
        if (find(name) != null) {
            throw new IOException("the file exists: name=" + name);
        }
        SimulatedContent made = new SimulatedContent();
        parent(name).create(last(name), made);
        end(crash);
        return new SimulatedFile(this, name, made);
    }

    @Override
    public boolean exists(String name) throws IOException {
        end(begin(DiskOperation.LOOK_UP, name));
        return find(name) != null || directories.containsKey(name);
    }

    @Override
    public long size(String name) throws IOException {
        end(begin(DiskOperation.LOOK_UP, name));
        SimulatedContent found = find(name);
        if (found == null) {
            throw new FileNotFoundException(name);
        }
        return found.size();
    }

    @Override
    public List<String> list(String directory) throws IOException {
        end(begin(DiskOperation.LIST, directory));
        List<String> names = files(directory);
        if (!directory.isEmpty()) {
            return names;
        }
        List<String> all = new ArrayList<>(names);
        directories.keySet().stream()
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
                .forEach(all::add);
        all.sort(null);
        return all;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        boolean crash = begin(DiskOperation.RENAME, to);
        if (find(from) == null) {
            throw new FileNotFoundException(from);
        }
        parent(from).rename(last(from), parent(to), last(to));
        end(crash);
    }

    @Override
    public void delete(String name) throws IOException {
        boolean crash = begin(DiskOperation.DELETE, name);
        if (find(name) != null) {
            parent(name).delete(last(name));
        }
        end(crash);
    }

    @Override
    public void createDirectories(String directory) throws IOException {
        boolean crash = begin(DiskOperation.LOOK_UP, directory);
        for (int i = 0; i >= 0; ) {
            i = directory.indexOf('/', i + 1);
            directories.computeIfAbsent(
                    i < 0 ? directory : directory.substring(0, i), name -> new SimulatedDirectory());
        }
        end(crash);
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        boolean crash = begin(DiskOperation.SYNC_DIRECTORY, directory);
        SimulatedDirectory found = directories.get(directory);
        if (found == null) {
            throw new FileNotFoundException(directory);
        }
        found.force();
        end(crash);
    }

    @Override
    public Closeable lock(String name) {
        return () -> {};
    }

    @Override
    public String describe(String name) {
        return "simulated:" + name;
    }

    @Override
    public void close() {
        // Memory needs no closing.
    }

    SplittableRandom random() {
        return random;
    }

    int life() {
        return life;
    }

    boolean cutShort() {
        return shortOneIn > 0 && random.nextInt(shortOneIn) == 0;
    }

    /** Returns whether the process dies in this operation, at a point that the operation chooses. */
    boolean begin(DiskOperation operation, String name) throws IOException {
        boolean crash = beginWrite(operation, name);
        PlannedFault fault = due(operation, name);
        if (fault != null) {
            throw failed(fault.kind(), name);
        }
        if (crash && random.nextBoolean()) {
            end(true);
        }
        return crash;
    }

    /** The same for an operation that fails, and dies, by halves. */
    boolean beginWrite(DiskOperation operation, String name) {
        requireAlive();
        if (betweenOperations != null && operation != DiskOperation.FORCE && operation != DiskOperation.LOOK_UP) {
            Runnable work = betweenOperations;
            betweenOperations = null;
            work.run();
            betweenOperations = work;
            requireAlive();
        }
        nanos += operation == DiskOperation.FORCE ? FORCE_NANOS : OPERATION_NANOS;
        if (slowOneIn > 0 && random.nextInt(slowOneIn) == 0) {
            nanos += random.nextLong(SLOW_NANOS);
            faults.add(DiskFault.SLOW, 1);
        }
        if (operation.changesNames()) {
            nameOperationsLeft--;
        }
        return ++operations > crashAt || nameOperationsLeft < 0;
    }

    void end(boolean crash) {
        if (crash) {
            dead = true;
            throw new SimulatedCrash();
        }
    }

    /** The planned failure that is due now; null for none. */
    PlannedFault due(DiskOperation operation, String name) {
        for (int i = 0; i < planned.size(); i++) {
            PlannedFault fault = planned.get(i);
            if (fault.due(operation, name)) {
                if (!fault.permanent()) {
                    planned.remove(i);
                }
                return fault;
            }
        }
        return null;
    }

    IOException failed(DiskFault kind, String name) {
        count(kind, name);
        return new IOException(
                (kind == DiskFault.NO_SPACE ? "No space left on device" : "Input/output error") + ": " + name);
    }

    void count(DiskFault kind, String name) {
        faults.add(kind, 1);
        failedNames.add(name);
    }

    private void requireAlive() {
        if (dead) {
            throw new SimulatedCrash();
        }
    }

    private List<SimulatedContent> contents() {
        List<SimulatedContent> contents = new ArrayList<>();
        directories
                .values()
                .forEach(directory -> directory.names().forEach(name -> {
                    SimulatedContent content = directory.find(name);
                    if (!contents.contains(content)) {
                        contents.add(content);
                    }
                }));
        return contents;
    }

    private SimulatedContent content(String name) {
        SimulatedContent found = find(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no such file: name=" + name);
        }
        return found;
    }

    private SimulatedContent find(String name) {
        int slash = name.lastIndexOf('/');
        SimulatedDirectory directory = directories.get(slash < 0 ? "" : name.substring(0, slash));
        return directory == null ? null : directory.find(name.substring(slash + 1));
    }

    private SimulatedDirectory parent(String name) throws IOException {
        int slash = name.lastIndexOf('/');
        SimulatedDirectory directory = directories.get(slash < 0 ? "" : name.substring(0, slash));
        if (directory == null) {
            throw new FileNotFoundException("there is no such directory: name=" + name);
        }
        return directory;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
