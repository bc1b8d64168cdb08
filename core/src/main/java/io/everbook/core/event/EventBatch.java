package io.everbook.core.event;

import io.everbook.core.command.Command;
import java.util.Arrays;

/**
 * The events of one command, in order. Filled by the market and used again for the next command, so a reader copies
 * what it wants to keep. Grows to the largest number of events one command ever had, and never shrinks.
 */
public final class EventBatch {

    private static final int INITIAL_CAPACITY = 64;

    private ExecutionEvent[] events = new ExecutionEvent[INITIAL_CAPACITY];
    private int size;

    /** Creates an empty batch. */
    public EventBatch() {
        fill(0);
    }

    /** Forgets all events. */
    public void clear() {
        size = 0;
    }

    /** {@return how many events there are} */
    public int size() {
        return size;
    }

    /**
     * Reads an event.
     *
     * @param index its place, from 0
     * @return the event; owned by this batch
     */
    public ExecutionEvent event(int index) {
        return events[index];
    }

    /**
     * Adds an event at the end.
     *
     * @param type what happened
     * @return the event, empty but for its type and place; owned by this batch
     */
    public ExecutionEvent add(EventType type) {
        if (size == events.length) {
            grow();
        }
        ExecutionEvent event = events[size].clear(type);
        event.indexInCommand(size);
        size++;
        return event;
    }

    /**
     * Adds an event at the end, and takes over what every event has of its command: its type, sequence, time stamp,
     * market, participant and request id.
     *
     * @param type what happened
     * @param command the command that caused it; not kept
     * @return the event, empty but for these and its place; owned by this batch
     */
    public ExecutionEvent add(EventType type, Command command) {
        if (size == events.length) {
            grow();
        }
        return events[size].begin(type, command, size++);
    }

    /**
     * Sets the attachment of every event.
     *
     * @param value what the command's sender attached; null to let go of it
     */
    public void attach(Object value) {
        for (int i = 0; i < size; i++) {
            events[i].attachment(value);
        }
    }

    private void grow() {
        int from = events.length;
        events = Arrays.copyOf(events, from * 2);
        fill(from);
    }

    private void fill(int from) {
        for (int i = from; i < events.length; i++) {
            events[i] = new ExecutionEvent();
        }
    }
}
