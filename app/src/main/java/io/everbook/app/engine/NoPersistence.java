package io.everbook.app.engine;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.pipeline.SequencingHandler;
import io.everbook.snapshot.MarketPosition;
import io.everbook.snapshot.PublishedPosition;
import io.everbook.snapshot.SnapshotFile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Persistence switched off: commands are numbered, and nothing survives the process. */
final class NoPersistence implements Persistence {

    private static final Logger LOG = LoggerFactory.getLogger(NoPersistence.class);

    NoPersistence() {
        LOG.warn("Persistence is switched off: nothing survives the end of this process (persistence.enabled=false)");
    }

    @Override
    public PersistenceStages newLane(int ringSize) {
        return new Stages();
    }

    @Override
    public List<String> knownSymbols() {
        return List.of();
    }

    @Override
    public Instrument recover(String symbol, Instrument given) {
        return given;
    }

    @Override
    public void snapshotAll() {
        // There is nowhere to put one.
    }

    @Override
    public void close() {
        // There is nothing open.
    }

    @Override
    public void halt(boolean unlock) {
        // There is nothing open.
    }

    @Override
    public String fault() {
        return null;
    }

    /** The stages of one lane: numbering in front, and a last one that remembers where each market is. */
    private static final class Stages implements PersistenceStages {

        private final SequencingHandler sequencing = new SequencingHandler(Lane.MAX_MARKETS);
        private final AtomicReferenceArray<PublishedPosition> positions = new AtomicReferenceArray<>(Lane.MAX_MARKETS);

        @Override
        public EventHandler<Command> journaling() {
            return sequencing;
        }

        @Override
        public long takeForceNanos() {
            return 0;
        }

        @Override
        public void applied(Command command) {
            if (command.journaled()) {
                positions.getPlain(command.marketIndex()).publish(command.sequence(), command.digestAfter());
            }
        }

        @Override
        public ExecutionsHandler executions() {
            return null;
        }

        @Override
        public Market open(int marketIndex, Instrument instrument) {
            sequencing.register(marketIndex);
            Market market = new Market(instrument);
            PublishedPosition position = new PublishedPosition();
            position.publish(market.sequence(), market.digest());
            positions.set(marketIndex, position);
            return market;
        }

        @Override
        public Applied lastApplied(int marketIndex) {
            MarketPosition position = positions.get(marketIndex).read();
            return new Applied(position.sequence(), position.digest());
        }

        @Override
        public CompletableFuture<SnapshotFile> requestSnapshot(int marketIndex) {
            throw new EngineException("persistence is switched off, so there is nowhere to keep a snapshot: set"
                    + " persistence.enabled to true");
        }

        @Override
        public String fault(int marketIndex) {
            return null;
        }

        @Override
        public String impairment(int marketIndex) {
            return null;
        }
    }
}
