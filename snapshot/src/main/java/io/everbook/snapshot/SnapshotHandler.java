package io.everbook.snapshot;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The last stage of a lane: remembers where each market is, proves it to the journal every 65,536 commands, and passes
 * requests for snapshots to the follower. A request needs no command to come: the position is there for any thread.
 */
public final class SnapshotHandler implements EventHandler<Command> {

    /** A checkpoint is offered after each command whose sequence is a multiple of this; a power of two. */
    public static final int CHECKPOINT_INTERVAL = 65_536;

    private final Follower follower;
    private final long checkpointMask;
    private final AtomicReferenceArray<LiveMarket> markets;

    private record LiveMarket(String symbol, JournalWriter writer, PublishedPosition position) {}

    /**
     * Creates the stage.
     *
     * @param maxMarkets how many markets the lane can hold
     * @param follower takes the snapshots; may serve several lanes
     */
    public SnapshotHandler(int maxMarkets, Follower follower) {
        this(maxMarkets, follower, CHECKPOINT_INTERVAL);
    }

    /**
     * Creates the stage with checkpoints at another distance, so that a short journal has some as well.
     *
     * @param maxMarkets how many markets the lane can hold
     * @param follower takes the snapshots; may serve several lanes
     * @param checkpointInterval how many commands lie between two checkpoints, a power of two up to {@link
     *     #CHECKPOINT_INTERVAL}
     */
    public SnapshotHandler(int maxMarkets, Follower follower, int checkpointInterval) {
        if (Integer.bitCount(checkpointInterval) != 1 || checkpointInterval > CHECKPOINT_INTERVAL) {
            throw new IllegalArgumentException("the distance of checkpoints is a power of two up to "
                    + CHECKPOINT_INTERVAL + ": checkpointInterval=" + checkpointInterval);
        }
        this.follower = follower;
        checkpointMask = checkpointInterval - 1L;
        markets = new AtomicReferenceArray<>(maxMarkets);
    }

    /**
     * Adds a market, here and at the follower. No command for it may have been published before.
     *
     * @param marketIndex its place, as commands name it
     * @param instrument what is traded
     * @param writer its journal
     * @param recovered where it goes on
     */
    public void register(int marketIndex, Instrument instrument, JournalWriter writer, MarketPosition recovered) {
        register(marketIndex, instrument, writer, null, recovered);
    }

    /**
     * Adds a market whose events are logged, here and at the follower. No command for it may have been published
     * before.
     *
     * @param marketIndex its place, as commands name it
     * @param instrument what is traded
     * @param writer its journal
     * @param executions its executions log; null where it has none
     * @param recovered where it goes on
     */
    public void register(
            int marketIndex,
            Instrument instrument,
            JournalWriter writer,
            ExecutionsWriter executions,
            MarketPosition recovered) {
        PublishedPosition position = new PublishedPosition();
        position.publish(recovered.sequence(), recovered.digest());
        follower.register(instrument, writer, executions, position::read);
        markets.set(marketIndex, new LiveMarket(instrument.symbol(), writer, position));
    }

    @Override
    public void onEvent(Command command, long ringSequence, boolean endOfBatch) {
        if (command.journaled()) {
            LiveMarket market = markets.getPlain(command.marketIndex());
            long sequence = command.sequence();
            long digest = command.digestAfter();
            market.position.publish(sequence, digest);
            if ((sequence & checkpointMask) == 0) {
                market.writer.offerCheckpoint(sequence, digest);
            }
        }
    }

    /**
     * Tells where a market is. Any thread may call.
     *
     * @param marketIndex a market that was registered
     * @return the last command applied and the digest after it, which belong together
     */
    public MarketPosition position(int marketIndex) {
        return market(marketIndex).position().read();
    }

    /**
     * Asks for a snapshot, without waiting for it. Any thread may call.
     *
     * @param marketIndex a market that was registered
     * @return the snapshot to come, as {@link Follower#request(String)} says
     */
    public CompletableFuture<SnapshotFile> request(int marketIndex) {
        return follower.request(market(marketIndex).symbol());
    }

    /** {@return the snapshots to come of all markets of this lane, one each} */
    public List<CompletableFuture<SnapshotFile>> requestAll() {
        List<CompletableFuture<SnapshotFile>> answers = new ArrayList<>();
        for (int i = 0; i < markets.length(); i++) {
            if (markets.get(i) != null) {
                answers.add(request(i));
            }
        }
        return answers;
    }

    private LiveMarket market(int marketIndex) {
        LiveMarket market = markets.get(marketIndex);
        if (market == null) {
            throw new IllegalArgumentException("no such market: marketIndex=" + marketIndex);
        }
        return market;
    }
}
