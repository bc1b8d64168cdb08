package io.everbook.app.engine;

import static org.awaitility.Awaitility.await;

import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A listener that keeps a copy of each event, and that can be told to stand still or to fail. */
final class RecordedEvents implements EngineListener {

    private final List<ExecutionEvent> events = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean fails;

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        awaitGate();
        if (fails) {
            throw new IllegalStateException("this listener fails");
        }
        ExecutionEvent copy = new ExecutionEvent();
        copy.copyFrom(event);
        synchronized (this) {
            events.add(copy);
        }
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a ring's thread", e);
        }
    }

    /** From its next event on the listener blocks. */
    void block() {
        gate = new CountDownLatch(1);
    }

    void unblock() {
        gate.countDown();
    }

    void fail() {
        fails = true;
    }

    synchronized List<ExecutionEvent> all() {
        return List.copyOf(events);
    }

    List<ExecutionEvent> of(EventType type) {
        return all().stream().filter(event -> event.type() == type).toList();
    }

    /** How many commands and queries were answered. */
    synchronized long answered() {
        return events.stream().filter(ExecutionEvent::lastOfCommand).count();
    }

    void awaitAnswers(long count) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> answered() >= count);
    }
}
