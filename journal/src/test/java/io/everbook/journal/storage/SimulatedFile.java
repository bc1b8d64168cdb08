package io.everbook.journal.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** An open file of a {@link SimulatedDisk}; of no use after the next restart. */
final class SimulatedFile implements StorageFile {

    private final SimulatedDisk disk;
    private final String name;
    private final SimulatedContent content;
    private final int life;

    SimulatedFile(SimulatedDisk disk, String name, SimulatedContent content) {
        this.disk = disk;
        this.name = name;
        this.content = content;
        life = disk.life();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        requireSameLife();
        disk.end(disk.begin(DiskOperation.READ, name));
        if (position >= content.size()) {
            return target.hasRemaining() ? -1 : 0;
        }
        int length = (int) Math.min(target.remaining(), content.size() - position);
        if (length > 1 && disk.cutShort()) {
            length = 1 + disk.random().nextInt(length);
            disk.faults().add(DiskFault.SHORT_READ, 1);
        }
        if (target.hasArray()) {
            content.read(target.array(), target.arrayOffset() + target.position(), (int) position, length);
            target.position(target.position() + length);
        } else {
            byte[] bytes = new byte[length];
            content.read(bytes, 0, (int) position, length);
            target.put(bytes);
        }
        return length;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        requireSameLife();
        boolean crash = disk.beginWrite(DiskOperation.WRITE, name);
        PlannedFault fault = disk.due(DiskOperation.WRITE, name);
        SplittableRandom random = disk.random();
        int length = source.remaining();
        boolean corrupted = fault != null && fault.kind() == DiskFault.CORRUPTED_WRITE;
        if (crash || fault != null && !corrupted) {
            length = random.nextInt(length + 1);
        } else if (length > 1 && disk.cutShort()) {
            length = 1 + random.nextInt(length);
            disk.faults().add(DiskFault.SHORT_WRITE, 1);
        }
        byte[] bytes = new byte[length];
        source.get(bytes);
        if (corrupted && length > 0) {
            bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            content.spoil();
            disk.count(DiskFault.CORRUPTED_WRITE, name);
        }
        if (length > 0) {
            content.write(bytes, (int) position);
        }
        disk.end(crash);
        if (fault != null && !corrupted) {
            throw disk.failed(fault.kind(), name);
        }
        return length;
    }

    @Override
    public long size() throws IOException {
        requireSameLife();
        disk.end(disk.begin(DiskOperation.LOOK_UP, name));
        return content.size();
    }

    @Override
    public void truncate(long size) throws IOException {
        requireSameLife();
        boolean crash = disk.begin(DiskOperation.TRUNCATE, name);
        content.cut((int) size);
        disk.end(crash);
    }

    @Override
    public void force(boolean metadata) throws IOException {
        requireSameLife();
        boolean crash = disk.beginWrite(DiskOperation.FORCE, name);
        PlannedFault fault = disk.due(DiskOperation.FORCE, name);
        if (fault != null) {
            content.settle(disk.random(), disk.faults());
            throw disk.failed(fault.kind(), name);
        }
        if (crash && disk.random().nextBoolean()) {
            disk.end(true);
        }
        content.force();
        disk.end(crash);
    }

    @Override
    public void close() {
        // Nothing to close, and closing forces nothing.
    }

    private void requireSameLife() {
        if (life != disk.life()) {
            throw new SimulatedCrash();
        }
    }
}
