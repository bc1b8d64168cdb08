package io.everbook.app.engine;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import java.util.function.LongSupplier;

/** A stage of a lane, and how long each batch takes in it: two readings of the clock a batch, none a command. */
final class TimedStage implements EventHandler<Command> {

    private final EventHandler<Command> handler;
    private final EpochClock clock;
    private final EngineProbe probe;
    private final LongSupplier forceNanos;
    private final PublishTimer publishing;
    private int commands;
    private long beginNanos;
    private long oldestNanos;
    private long waitedNanos;

    private TimedStage(
            EventHandler<Command> handler, Lane.Wiring wiring, LongSupplier forceNanos, PublishTimer publishing) {
        this.handler = handler;
        clock = wiring.clock();
        probe = wiring.probe();
        this.forceNanos = forceNanos;
        this.publishing = publishing;
    }

    /** The first stage; it also tells how long the oldest command of a batch has waited for it. */
    static TimedStage journaling(Lane.Wiring wiring) {
        return new TimedStage(wiring.persistence().journaling(), wiring, wiring.persistence()::takeForceNanos, null);
    }

    /** The stage that matches; the last command of a batch starts the time of its publication. */
    static TimedStage matching(EventHandler<Command> handler, Lane.Wiring wiring, PublishTimer publishing) {
        return new TimedStage(handler, wiring, null, publishing);
    }

    @Override
    public void onEvent(Command command, long ringSequence, boolean endOfBatch) throws Exception {
        if (commands == 0) {
            begin(command);
        }
        commands++;
        if (endOfBatch && publishing != null) {
            publishing.begin(clock.nanos(), commands, oldestNanos);
        }
        handler.onEvent(command, ringSequence, endOfBatch);
        if (endOfBatch) {
            end();
        }
    }

    private void begin(Command oldest) {
        beginNanos = clock.nanos();
        oldestNanos = oldest.timestampNanos();
        if (publishing == null) {
            waitedNanos = Math.max(0, beginNanos - oldestNanos);
        }
    }

    private void end() {
        long nanos = clock.nanos() - beginNanos;
        if (publishing != null) {
            publishing.end();
            probe.passed(Stage.MATCH, commands, nanos);
        } else {
            long forced = forceNanos.getAsLong();
            probe.passed(Stage.WAIT, commands, waitedNanos);
            probe.passed(Stage.JOURNAL, commands, nanos - forced);
            if (forced > 0) {
                probe.passed(Stage.FORCE, commands, forced);
            }
        }
        commands = 0;
    }
}
