package io.everbook.replay.simulation;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.matching.Market;
import io.everbook.core.pipeline.BookQuery;
import io.everbook.core.pipeline.BusinessLogicHandler;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.ForceRound;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.JournalingHandler;
import io.everbook.journal.storage.SimulatedDisk;
import io.everbook.snapshot.Follower;
import io.everbook.snapshot.MarketPosition;
import io.everbook.snapshot.SnapshotHandler;
import java.util.List;

/**
 * One life of an engine on a simulated disk: the handlers of a lane and what works beside them, each called on the
 * simulation's thread where the rings and threads of the real engine would call it.
 */
final class SimulatedEngine {

    private static final int MAX_BATCH = 64;

    private final SimulationSetup setup;
    private final SimulatedDisk disk;
    private final List<ModelMarket> models;
    private final Witness witness;
    private final JournalingHandler journaling;
    private final BusinessLogicHandler business;
    private final SnapshotHandler snapshots;
    private final SimulatedExecutions executions;
    private final Follower follower;
    private final ForceRound round;
    private final JournalWriter[] writers;
    private final Command[] ring;
    private final int[] stoppedEvents;
    private final int[] refusals;
    private int answers;
    private long nextForceNanos;
    private long falseDigest;

    /** Takes over a ring, which no other engine uses any more. */
    SimulatedEngine(
            SimulationSetup setup,
            SimulatedDisk disk,
            List<ModelMarket> models,
            Witness witness,
            Command[] ring,
            SimulatedExecutions executions) {
        this.setup = setup;
        this.disk = disk;
        this.ring = ring;
        this.models = models;
        this.witness = witness;
        this.executions = executions;
        int markets = models.size();
        writers = new JournalWriter[markets];
        stoppedEvents = new int[markets];
        refusals = new int[markets];
        journaling = new JournalingHandler(markets, 1_024, setup.forcesEachBatch(), witness);
        business = new BusinessLogicHandler(markets, this::publish);
        follower = Follower.stepped(disk, setup.follower(), witness::epochMillis, witness);
        snapshots = new SnapshotHandler(markets, follower, setup.checkpointInterval());
        round = new ForceRound(witness, disk::nanos);
        nextForceNanos = disk.nanos() + setup.roundNanos();
    }

    /** {@return the commands that an engine works on} */
    static Command[] newRing() {
        Command[] ring = new Command[MAX_BATCH];
        for (int i = 0; i < MAX_BATCH; i++) {
            ring[i] = new Command();
        }
        return ring;
    }

    /** Goes on with a recovered market. */
    void open(int index, Market market, JournalWriter writer, ExecutionsWriter log) {
        ModelMarket model = models.get(index);
        writers[index] = writer;
        journaling.register(index, writer);
        business.register(index, market);
        if (setup.forcesEachBatch()) {
            round.prepare(writer);
        } else {
            round.register(writer);
        }
        if (log != null) {
            round.register(log);
        }
        executions.register(index, log);
        snapshots.register(
                index, model.instrument(), writer, log, new MarketPosition(market.sequence(), market.digest()));
        model.opened();
    }

    static String activeFile(ModelMarket model) {
        return "journals/" + model.symbol() + ".journal";
    }

    /** Sends a batch through the stages, and checks the answers. */
    void deliver(SimulatedClients clients, int size, int marketBound) {
        for (int i = 0; i < size; i++) {
            int index = marketBound == 1 ? 0 : i % marketBound;
            clients.next(ring[i], index, models.get(index).acknowledged() + i, disk.nanos());
            if (!writers[index].failed()) {
                models.get(index).send(ring[i]);
            }
        }
        answers = 0;
        for (int i = 0; i < size; i++) {
            journaling.onEvent(ring[i], i, i == size - 1);
        }
        if (disk.dead()) {
            return;
        }
        for (int i = 0; i < size; i++) {
            apply(ring[i], i, i == size - 1);
        }
        require(answers == size, "a command was not answered: answers=" + answers + " commands=" + size);
        for (int i = 0; i < models.size(); i++) {
            checkStop(i);
        }
        executions.workOn();
    }

    private void apply(Command command, int ringSequence, boolean endOfBatch) {
        boolean journaled = command.journaled();
        business.onEvent(command, ringSequence, endOfBatch);
        if (journaled) {
            models.get(command.marketIndex()).acknowledge(command, setup.forcesEachBatch());
            witness.counts().acknowledged++;
            command.digestAfter(command.digestAfter() ^ falseDigest);
        }
        witness.counts().commands++;
        snapshots.onEvent(command, ringSequence, endOfBatch);
    }

    /** Where all events of the lane pass: as they leave the engine. */
    private void publish(EventBatch events) {
        ExecutionEvent last = events.event(events.size() - 1);
        require(last.lastOfCommand(), "the last event of a command does not say so");
        answers++;
        executions.publish(events);
        ExecutionEvent first = events.event(0);
        if (first.type() == EventType.STOPPED) {
            stoppedEvents[first.marketIndex()]++;
        }
        if (last.sequence() == 0 && last.rejectReason() == RejectReason.JOURNAL_FAILED) {
            refusals[last.marketIndex()]++;
            witness.counts().refused++;
        }
    }

    private void checkStop(int index) {
        String symbol = models.get(index).symbol();
        boolean failed = writers[index].failed();
        if (refusals[index] > 0) {
            require(failed, symbol + " refuses although its journal has not failed");
            require(stoppedEvents[index] == 1, symbol + " refuses, STOPPED events=" + stoppedEvents[index]);
            require(witness.toldOfJournal(symbol), symbol + " refuses and no listener was told");
            require(witness.journalExcused(), symbol + " stopped although nothing failed");
            requireTerminal(index);
        } else if (!failed) {
            models.get(index).requireNothingUnderWay();
        }
    }

    /** The stage asks first and never gets here; the journal itself must hold all the same. */
    private void requireTerminal(int index) {
        try {
            writers[index].commit();
        } catch (JournalException e) {
            return;
        }
        throw new Violation(models.get(index).symbol() + " has a journal that failed and accepts more");
    }

    /** A stopped market still answers queries. */
    void query(int index) {
        Command query = ring[0].clear().type(CommandType.QUERY_BOOK).marketIndex(index);
        boolean[] answered = new boolean[1];
        BookQuery answer = view -> answered[0] = view != null;
        query.quantityLots(3).attachment(answer);
        journaling.onEvent(query, 0, true);
        business.onEvent(query, 0, true);
        require(answered[0], models.get(index).symbol() + " answers no query");
    }

    /** What the forcing thread does after its interval; where each batch is forced, for executions logs alone. */
    void forceIfDue() {
        if (disk.nanos() >= nextForceNanos) {
            round.run();
            nextForceNanos = disk.nanos() + setup.roundNanos();
            if (!setup.forcesEachBatch()) {
                markForced();
            }
        }
    }

    private void markForced() {
        for (int i = 0; i < writers.length && !disk.dead(); i++) {
            if (!writers[i].failed()) {
                models.get(i).forced();
            }
        }
    }

    /** Asks for a snapshot, which the next step of the follower takes. */
    void request(int index) {
        snapshots.request(index);
    }

    /** What the follower's thread does next, while the lane may go on between its operations. */
    void follow(Runnable meanwhile) {
        executions.expectForced();
        disk.betweenOperations(meanwhile);
        follower.step();
        disk.betweenOperations(null);
    }

    /** Ends in order, as the engine does. */
    void close(boolean withSnapshots) {
        executions.catchUp();
        if (withSnapshots) {
            snapshots.requestAll();
        }
        executions.expectForced();
        follower.close();
        try {
            for (JournalWriter writer : writers) {
                writer.close();
            }
            markForced();
        } finally {
            executions.close();
        }
    }

    /** Whether a journal has failed. */
    boolean stopped() {
        boolean stopped = false;
        for (JournalWriter writer : writers) {
            stopped |= writer.failed();
        }
        return stopped;
    }

    /** From now on the living markets have other digests than their journals lead to, as with a fault of memory. */
    void diverge() {
        falseDigest = 1;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new Violation(what);
        }
    }
}
