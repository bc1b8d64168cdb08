package io.everbook.app.http;

import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineHealth.State;
import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import io.everbook.snapshot.SnapshotFile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine as the HTTP port sees it, whose answers the test decides. */
final class FakeEngine implements BookSource {

    static final String SYNC_MODE = "before apply";

    private static final long DIGEST = 0x0abcL;

    volatile State state = State.RUNNING;
    volatile String fault;
    volatile ServiceFaults faults = ServiceFaults.NONE;
    volatile List<Instrument> instruments = List.of(Instrument.of("BTC-USD", "0.01", "0.00000001"));
    volatile CompletableFuture<BookView> answer = new CompletableFuture<>();
    volatile CompletableFuture<SnapshotFile> snapshot = new CompletableFuture<>();
    final List<String> snapshotsAsked = new CopyOnWriteArrayList<>();
    volatile int depth;

    HttpSources sources() {
        return new HttpSources(
                this::health,
                () -> "up 1\n",
                this,
                this::snapshot,
                SYNC_MODE,
                TestKeys.NONE.access(),
                null,
                null,
                () -> faults);
    }

    EngineHealth health() {
        List<MarketHealth> markets = instruments.stream()
                .map(instrument -> new MarketHealth(instrument.symbol(), fault == null, fault, 42, DIGEST))
                .toList();
        return new EngineHealth(state, markets);
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public CompletableFuture<BookView> book(String symbol, int maxDepth) {
        depth = maxDepth;
        return answer;
    }

    private CompletableFuture<SnapshotFile> snapshot(String symbol) {
        snapshotsAsked.add(symbol);
        return snapshot;
    }

    /** Answers every request for a book with two bids, one ask and a trade. */
    void answerBook(String symbol) {
        BookView.Levels bids = new BookView.Levels(
                new long[] {5_000_000, 4_999_999}, new long[] {150_000_000, 1L << 62}, new int[] {2, 1});
        BookView.Levels asks = new BookView.Levels(new long[] {5_000_001}, new long[] {1}, new int[] {1});
        answer = CompletableFuture.completedFuture(new BookView(symbol, 42, DIGEST, 7, 5_000_000, 4, bids, asks));
    }
}
