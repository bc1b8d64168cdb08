package io.everbook.replay.simulation;

import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.storage.SimulatedDisk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The listener of a lane that logs events, as the engine's handler does. It stays behind the market by some commands,
 * which are lost with a crash.
 */
final class SimulatedExecutions {

    private final SimulatedDisk disk;
    private final List<ModelMarket> models;
    private final Witness witness;
    private final SplittableRandom random;
    private final ExecutionsWriter[] writers;
    private final boolean[] touched;
    private final long[] written;
    private final Deque<List<ExecutionEvent>> pending = new ArrayDeque<>();

    SimulatedExecutions(SimulatedDisk disk, List<ModelMarket> models, Witness witness, SplittableRandom random) {
        this.disk = disk;
        this.models = models;
        this.witness = witness;
        this.random = random;
        writers = new ExecutionsWriter[models.size()];
        touched = new boolean[models.size()];
        written = new long[models.size()];
    }

    /** Adds a market; its log is null where none are written. */
    void register(int index, ExecutionsWriter writer) {
        writers[index] = writer;
        witness.expectForced(models.get(index).symbol(), sequence -> requireForced(index, sequence));
    }

    /** Takes the events of a command off the business logic's hands, as the ring does. */
    void publish(EventBatch events) {
        ExecutionEvent first = events.event(0);
        if (first.sequence() > 0 && writers[first.marketIndex()] != null) {
            pending.add(ModelMarket.copies(events));
        }
    }

    /** Handles some of what is pending, none, or all. */
    void workOn() {
        int commands = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextInt(pending.size() + 1);
            default -> pending.size();
        };
        work(commands);
    }

    /** Handles everything, as the end of a lane does. */
    void catchUp() {
        work(pending.size());
    }

    private void work(int commands) {
        for (int i = 0; i < commands && !disk.dead(); i++) {
            boolean splits = random.nextInt(16) == 0;
            for (ExecutionEvent event : pending.remove()) {
                writers[event.marketIndex()].append(event);
                touched[event.marketIndex()] = true;
                if (splits && random.nextBoolean()) {
                    commit();
                }
            }
            if (i == commands - 1 || random.nextInt(4) == 0) {
                commit();
            }
        }
        for (int i = 0; i < writers.length && !disk.dead(); i++) {
            requireTold(i);
        }
    }

    private void commit() {
        for (int i = 0; i < writers.length; i++) {
            if (touched[i]) {
                touched[i] = false;
                writers[i].commit();
            }
        }
    }

    private void requireTold(int index) {
        String symbol = models.get(index).symbol();
        if (writers[index] != null && writers[index].failed() && !witness.toldOfExecutions(symbol)) {
            throw new Violation(symbol + " lost its executions log and no listener was told");
        }
    }

    /** Whatever is written by now must be forced before the next snapshot. */
    void expectForced() {
        for (int i = 0; i < writers.length; i++) {
            written[i] = writers[i] == null ? 0 : writers[i].writtenThrough();
        }
    }

    private void requireForced(int index, long sequence) {
        ExecutionsWriter writer = writers[index];
        if (writer != null && !writer.failed() && writer.durableThrough() < Math.min(sequence, written[index])) {
            throw new Violation(models.get(index).symbol() + " took a snapshot before its executions log was forced:"
                    + " durable=" + writer.durableThrough() + " written=" + written[index] + " snapshot=" + sequence);
        }
    }

    /** Ends in order. */
    void close() {
        for (int i = 0; i < writers.length && !disk.dead(); i++) {
            if (writers[i] != null) {
                writers[i].close();
                requireTold(i);
            }
        }
    }
}
