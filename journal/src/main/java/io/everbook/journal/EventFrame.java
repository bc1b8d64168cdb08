package io.everbook.journal;

import io.everbook.core.event.ExecutionEvent;

/** The events that make the next frame of an executions log, and where in their commands they begin and end. */
final class EventFrame {

    private final FrameEncoder encoder;
    private long nextSequence;
    private int nextIndex;
    private long firstSequence;
    private int firstIndex;
    private int completed;

    EventFrame(int frameBytes, long nextSequence) {
        encoder = new FrameEncoder(LogKind.EXECUTIONS, frameBytes);
        this.nextSequence = nextSequence;
        firstSequence = nextSequence;
    }

    /** The command whose event comes next. */
    long nextSequence() {
        return nextSequence;
    }

    int count() {
        return encoder.count();
    }

    int bytes() {
        return encoder.count() == 0 ? 0 : encoder.length();
    }

    boolean hasRoom() {
        return encoder.hasRoom();
    }

    /** Whether all events of the last command are there, so that the log may end with this frame. */
    boolean endsCommand() {
        return nextIndex == 0;
    }

    /** Whether this event is the next one. */
    boolean follows(ExecutionEvent event) {
        return event.sequence() == nextSequence && event.indexInCommand() == nextIndex;
    }

    void add(ExecutionEvent event) {
        encoder.add(event);
        if (event.lastOfCommand()) {
            nextSequence++;
            nextIndex = 0;
            completed++;
        } else {
            nextIndex++;
        }
    }

    /** Writes the frame and starts the next one. */
    void write(FrameOutput output) {
        encoder.span(firstIndex, completed, nextIndex);
        output.write(encoder, FrameDescriptor.EVENTS, firstSequence, Checkpoint.NONE, firstIndex == 0);
        firstSequence = nextSequence;
        firstIndex = nextIndex;
        completed = 0;
    }
}
