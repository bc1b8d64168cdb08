package io.everbook.app.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.StageLayout;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.matching.Market;
import io.everbook.core.pipeline.BookQuery;
import io.everbook.core.pipeline.BusinessLogicHandler;
import io.everbook.core.pipeline.JoinedStages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pair of rings with its stages: commands in, journaled, applied, observed; events out to every listener. */
final class Lane {

    /** How many markets an engine can hold; each lane keeps a table for all of them. */
    static final int MAX_MARKETS = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PARK_NANOS = 50_000L;
    /**
     * So few commands that they are still in the core's own cache when the next stage comes to them. A step writes the
     * logs of each of its markets once, so that it must be the longer the more there are.
     */
    private static final int STEP_OF_A_MARKET = 512;

    /** Waits for nothing: fills a slot that was claimed in vain. */
    private static final BookQuery NOBODY = view -> {};

    private final Disruptor<Command> commands;
    private final Disruptor<ExecutionEvent> events;
    private final RingBuffer<Command> commandRing;
    private final RingEventPublisher publisher;
    private final BusinessLogicHandler businessLogic;
    private final PersistenceStages persistence;
    private final EpochClock clock;
    private final EngineProbe probe;
    private final RingThreads commandThreads;
    private final AtomicReference<String> fault = new AtomicReference<>();
    private final AtomicInteger markets = new AtomicInteger();
    private final JoinedStages joined;
    private final boolean forcesEachBatch;
    private volatile boolean closed;

    Lane(String name, Configuration configuration, Threading threading, Wiring wiring) {
        clock = wiring.clock();
        probe = wiring.probe();
        persistence = wiring.persistence();
        boolean direct = threading.stages() == StageLayout.SINGLE;
        events = new Disruptor<>(
                ExecutionEvent::new,
                direct ? 1 : configuration.eventRingSize(),
                new RingThreads(name + "-events"),
                ProducerType.SINGLE,
                threading.newWaitStrategy());
        events.setDefaultExceptionHandler(new FailStop<>("event", this::failed));
        PublishTimer publishing = new PublishTimer(clock, probe);
        publisher = new RingEventPublisher(events.getRingBuffer(), publishing);
        DirectDelivery delivery = direct ? new DirectDelivery(all(wiring), persistence::applied, stepEnd()) : null;
        businessLogic = new BusinessLogicHandler(MAX_MARKETS, direct ? delivery : publisher);
        if (!direct) {
            listen(all(wiring), threading.stages(), publishing);
        }
        commandThreads = new RingThreads(name + "-commands");
        commands = new Disruptor<>(
                Command::new,
                configuration.ringSize(),
                commandThreads,
                ProducerType.MULTI,
                threading.newWaitStrategy());
        commands.setDefaultExceptionHandler(new FailStop<>("command", this::failed));
        EventHandler<Command> journaling = TimedStage.journaling(wiring);
        EventHandler<Command> matching = TimedStage.matching(businessLogic, wiring, publishing);
        if (direct) {
            journaling = delivery.ahead(journaling);
            matching = delivery.matching(matching);
        }
        // Where each batch is forced, one force is for all that wait.
        forcesEachBatch = configuration.persistence().journalSyncIntervalMs() == 0;
        joined = arrange(configuration.ringSize(), threading.stages(), journaling, matching);
        commandRing = commands.getRingBuffer();
    }

    /** What a lane is given. */
    record Wiring(EpochClock clock, EngineProbe probe, PersistenceStages persistence, List<EngineListener> listeners) {}

    /** {@return all stages on one thread; null where each has its own} */
    private JoinedStages arrange(
            int ringSize, StageLayout layout, EventHandler<Command> journaling, EventHandler<Command> matching) {
        EventHandler<Command> last = (command, ringSequence, endOfBatch) -> persistence.applied(command);
        if (layout == StageLayout.SEPARATE) {
            commands.handleEventsWith(journaling).then(matching).then(last);
            return null;
        }
        EventHandler<Command> others = layout == StageLayout.SINGLE
                ? matching
                : (command, ringSequence, endOfBatch) -> {
                    matching.onEvent(command, ringSequence, endOfBatch);
                    last.onEvent(command, ringSequence, endOfBatch);
                };
        JoinedStages stages = new JoinedStages(commands.getRingBuffer()::get, ringSize, journaling, others);
        commands.handleEventsWith(stages);
        return stages;
    }

    /** Tells the log of events when a step ends, and whether there are commands behind it already. */
    private LongConsumer stepEnd() {
        ExecutionsHandler executions = persistence.executions();
        if (executions == null) {
            return ringSequence -> {};
        }
        executions.followSteps();
        return ringSequence -> executions.stepEnded(commands.getCursor() > ringSequence);
    }

    /** The log of events comes last, so that where all share a thread no answer waits for it. */
    private static List<EngineListener> all(Wiring wiring) {
        List<EngineListener> all = new ArrayList<>(wiring.listeners());
        if (wiring.persistence().executions() != null) {
            all.add(wiring.persistence().executions());
        }
        return all;
    }

    /** Gives each listener a thread, or all of them one where the stages share one too. */
    private void listen(List<EngineListener> listeners, StageLayout layout, PublishTimer publishing) {
        if (layout == StageLayout.JOINED) {
            events.handleEventsWith((event, sequence, endOfBatch) -> {
                publishing.arrived(sequence);
                for (int i = 0; i < listeners.size(); i++) {
                    listeners.get(i).onEvent(event, endOfBatch);
                }
            });
            return;
        }
        for (EngineListener listener : listeners) {
            if (listener == listeners.get(0)) {
                events.handleEventsWith((event, sequence, endOfBatch) -> {
                    publishing.arrived(sequence);
                    listener.onEvent(event, endOfBatch);
                });
            } else {
                events.handleEventsWith((event, sequence, endOfBatch) -> listener.onEvent(event, endOfBatch));
            }
        }
    }

    void start() {
        events.start();
        commands.start();
    }

    /** Adds a market; no command for it may have been submitted before. */
    void register(int marketIndex, Market market) {
        businessLogic.register(marketIndex, market);
        if (joined != null && !forcesEachBatch) {
            joined.maxStep(STEP_OF_A_MARKET * markets.incrementAndGet());
        }
    }

    Submission submit(Command command) {
        if (closed || fault.get() != null) {
            return Submission.STOPPED;
        }
        long sequence;
        try {
            sequence = commandRing.tryNext();
        } catch (InsufficientCapacityException full) {
            probe.busy();
            return Submission.BUSY;
        }
        Command slot = commandRing.get(sequence);
        // Asked again behind the claim: who drains waits for each claim from before it closed, and for no later one.
        boolean late = closed;
        if (late) {
            slot.clear().type(CommandType.QUERY_BOOK).attachment(NOBODY);
        } else {
            slot.copyFrom(command).attachment(command.attachment());
        }
        if (slot.timestampNanos() == 0) {
            slot.timestampNanos(clock.nanos());
        }
        commandRing.publish(sequence);
        return late ? Submission.STOPPED : Submission.TAKEN;
    }

    /** {@return what stopped this lane, or null} */
    String fault() {
        return fault.get();
    }

    long remainingCapacity() {
        return commandRing.remainingCapacity();
    }

    long remainingEvents() {
        return events.getRingBuffer().remainingCapacity();
    }

    /**
     * Takes nothing more, waits until everything taken has been through all the stages and listeners, and ends.
     *
     * @param limitNanos how long to wait; what is left then is lost to its senders, as in a crash
     * @return whether no stage works any more, so that journals can be closed
     */
    boolean drain(long limitNanos) {
        closed = true;
        long deadline = System.nanoTime() + limitNanos;
        while (!isDrained() && fault.get() == null) {
            if (System.nanoTime() - deadline > 0) {
                failed(
                        "a listener or a disk is stuck: what was taken could not be answered within "
                                + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms",
                        null);
            }
            LockSupport.parkNanos(PARK_NANOS);
        }
        return end(Math.min(END_NANOS, limitNanos));
    }

    private boolean isDrained() {
        return isIdle(commandRing) && isIdle(events.getRingBuffer());
    }

    private static boolean isIdle(RingBuffer<?> ring) {
        return ring.getMinimumGatingSequence() >= ring.getCursor();
    }

    /**
     * Stops at once. What has not been journaled was not acknowledged.
     *
     * @return whether no stage works any more, so that another engine may open the journals
     */
    boolean halt() {
        closed = true;
        fault.compareAndSet(null, "the engine was halted");
        return end(END_NANOS);
    }

    private boolean end(long limitNanos) {
        publisher.halt();
        commands.halt();
        events.halt();
        return commandThreads.join(limitNanos);
    }

    private void failed(String what, Throwable failure) {
        if (fault.compareAndSet(null, what)) {
            LOG.error("Lane stopped: {}", what, failure);
        }
        publisher.halt();
    }
}
