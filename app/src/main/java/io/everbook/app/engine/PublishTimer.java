package io.everbook.app.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the way through the event ring on one command a batch. The matching thread notes which event it is and when
 * it set out, the thread of the first listener when it arrived. Where that one is so late that there is no room for a
 * note, the batch is not measured.
 */
final class PublishTimer {

    private static final int SLOTS = 1024;
    private static final int MASK = SLOTS - 1;
    private static final long NONE = -1;

    private final EpochClock clock;
    private final EngineProbe probe;
    /** Notes: visible to the reader once the event of that sequence is, which is published after them. */
    private final long[] sequences = new long[SLOTS];

    private final long[] nanos = new long[SLOTS];
    private final long[] oldest = new long[SLOTS];
    private final int[] commands = new int[SLOTS];
    private final AtomicLong read = new AtomicLong();
    private long written;
    private long startNanos = NONE;
    private long oldestNanos;
    private int batch;
    private long reading;

    PublishTimer(EpochClock clock, EngineProbe probe) {
        this.clock = clock;
        this.probe = probe;
        Arrays.fill(sequences, NONE);
    }

    /** On the matching thread: what it publishes next is measured, and the whole way of the batch's oldest command. */
    void begin(long now, int batchCommands, long oldestTimestampNanos) {
        startNanos = now;
        oldestNanos = oldestTimestampNanos;
        batch = batchCommands;
    }

    /** On the matching thread: the last event of a command is about to be published. */
    void publishing(long lastSequence) {
        if (startNanos == NONE || written - read.get() == SLOTS) {
            return;
        }
        int slot = (int) written & MASK;
        nanos[slot] = startNanos;
        oldest[slot] = oldestNanos;
        commands[slot] = batch;
        sequences[slot] = lastSequence;
        written++;
        startNanos = NONE;
    }

    /** On the matching thread: the batch is over. Where its last command was a query, nothing was published. */
    void end() {
        startNanos = NONE;
    }

    /** On the thread of the first listener: an event has arrived. */
    void arrived(long sequence) {
        int slot = (int) reading & MASK;
        if (sequences[slot] == sequence) {
            long now = clock.nanos();
            probe.passed(Stage.PUBLISH, commands[slot], Math.max(0, now - nanos[slot]));
            probe.answered(commands[slot], Math.max(0, now - oldest[slot]));
            reading++;
            read.lazySet(reading);
        }
    }
}
