package io.everbook.app.stream;

import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.engine.Submission;
import io.everbook.app.stream.FoldedOrders.Answer;
import io.everbook.app.trading.ExecutionsPage.Place;
import io.everbook.app.trading.RecentTrades.Trade;
import io.everbook.core.book.BookView;
import io.everbook.core.command.Side;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One market as the streams see it: its book, kept from its events, and who watches it. It is read from the engine when
 * the first one comes, and again where events were lost. Used by the thread of the streams.
 */
final class MarketStream {

    /** How long it stays watched without a watcher, so that coming and going costs the engine nothing. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MOST_TRADES = 1_000;
    private static final int DEPTHS = 4;

    private final int index;
    private final Instrument instrument;
    private final EventTap tap;
    private final EngineReader engine;
    private final StreamProbe probe;
    private final int depth;
    private final FoldedBook book;
    private final PublishedBook published;
    private final FullBook fullBook;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private State state = State.IDLE;

    /** Whether what is published is of no use to anybody yet. */
    private boolean unpublished = true;

    private int asked;
    private boolean dirty;
    private boolean bookChanged;
    private long previousSequence;
    private long eventNanos;
    private long publishedNanos;
    private long retryNanos;
    private long unwatchedNanos;
    private String updateText;
    private String snapshotText;
    private String topText;
    private String tradesText;

    private enum State {
        /** Nobody watches. */
        IDLE,
        /** The book is to be asked for. */
        LOST,
        /** The book was asked for. */
        ASKED,
        /** The book is the engine's. */
        LIVE
    }

    /**
     * Creates an unwatched market.
     *
     * @param index its market index
     * @param instrument what is traded
     * @param tap gives its events
     * @param engine asks the engine for {@link #depthAsked()} levels and for orders, which come by {@link #load}
     *     and {@link #answered}
     * @param limits how many levels of each side are published, and how much may wait for a client
     * @param probe is told what happens
     */
    MarketStream(
            int index,
            Instrument instrument,
            EventTap tap,
            EngineReader engine,
            StreamLimits limits,
            StreamProbe probe) {
        this.index = index;
        this.instrument = instrument;
        this.tap = tap;
        this.engine = engine;
        depth = limits.bookLevels();
        this.probe = probe;
        book = new FoldedBook(depthAsked());
        published = new PublishedBook(depth);
        fullBook = new FullBook(instrument, limits.queueBytes());
    }

    int index() {
        return index;
    }

    Instrument instrument() {
        return instrument;
    }

    StreamProbe probe() {
        return probe;
    }

    /** {@return how many levels of each side are kept, so that those published can be made up for when some go} */
    int depthAsked() {
        return depth * DEPTHS;
    }

    /** {@return whether its book is the engine's, and each event comes} */
    boolean isLive() {
        return state == State.LIVE;
    }

    /** {@return whether an answer of the engine is waited for} */
    boolean isAsked() {
        return state == State.ASKED || fullBook.isAsking();
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
        probe.subscribed(subscription.channel(), 1);
        if (subscription.channel() == Channel.FULL_BOOK) {
            fullBook.watch();
            if (state == State.LIVE && !fullBook.isLoaded() || state == State.ASKED && fullBook.isNew()) {
                readAgain();
            }
        }
        if (state == State.IDLE) {
            state = State.LOST;
            unpublished = true;
        } else if (state == State.LIVE) {
            subscription.synced(position());
        }
        if (!unpublished) {
            subscription.serve(this);
        }
    }

    void remove(Subscription subscription, long nowNanos) {
        if (subscriptions.remove(subscription)) {
            probe.subscribed(subscription.channel(), -1);
            if (subscription.channel() == Channel.FULL_BOOK) {
                fullBook.unwatch(nowNanos);
            }
            subscription.end();
            unwatchedNanos = nowNanos;
        }
    }

    /** {@return what a connection has subscribed to here by a channel, or null} */
    Subscription find(StreamConnection connection, Channel channel) {
        for (Subscription subscription : subscriptions) {
            if (subscription.connection() == connection && subscription.channel() == channel) {
                return subscription;
            }
        }
        return null;
    }

    /** {@return what a connection has subscribed to here} */
    List<Subscription> of(StreamConnection connection) {
        return subscriptions.stream()
                .filter(subscription -> subscription.connection() == connection)
                .toList();
    }

    /** Events are missing: the book is asked for again. */
    void lose() {
        if (state == State.LIVE || state == State.ASKED) {
            probe.resynced();
            readAgain();
        }
    }

    private void readAgain() {
        Place last = position();
        state = State.LOST;
        subscriptions.forEach(subscription -> subscription.gap(last));
    }

    /** {@return behind the last event taken} */
    private Place position() {
        return book.isSettled()
                ? new Place(book.sequence(), Place.WHOLE)
                : new Place(book.sequence() + 1, book.nextIndex() - 1);
    }

    /** {@return which question is the last one: the answer to an earlier one is of no use} */
    int asked() {
        return asked;
    }

    /**
     * Takes over the engine's book.
     *
     * @param view the book
     * @param answered which question it answers
     */
    void load(BookView view, int answered) {
        if (state == State.ASKED && answered == asked) {
            state = State.LIVE;
            book.load(view, depthAsked());
            fullBook.load();
            dirty = true;
            publishedNanos = 0;
            Place now = position();
            subscriptions.forEach(subscription -> subscription.synced(now));
        }
    }

    /**
     * Orders that the engine was asked for have come.
     *
     * @param answer the orders
     * @param answered what {@link #asked()} was
     */
    void answered(Answer answer, int answered) {
        if (state == State.LIVE && answered == asked) {
            fullBook.answered(answer);
            settle();
        }
    }

    /** Takes over what the engine has answered, where no event before it is missing any more. */
    private void settle() {
        if (book.isSettled() && fullBook.settle(book.sequence())) {
            dirty = true;
            publishedNanos = 0;
        }
    }

    /** Takes the next event. */
    void event(ExecutionEvent event) {
        if (state != State.LIVE || event.sequence() <= book.sequence()) {
            return;
        }
        if (!book.apply(event) || !fullBook.apply(event)) {
            lose();
            return;
        }
        settle();
        dirty = true;
        eventNanos = event.timestampNanos();
        if (event.type() == EventType.TRADED) {
            trades.add(new Trade(
                    event.tradeId(),
                    event.sequence(),
                    event.side(),
                    event.priceTicks(),
                    event.quantityLots(),
                    event.timestampNanos()));
        }
        for (int i = 0; i < subscriptions.size(); i++) {
            subscriptions.get(i).event(event);
        }
        if (trades.size() >= MOST_TRADES) {
            bookChanged = false;
            fullBook.hold();
            publishTexts();
        }
    }

    /**
     * Publishes what has changed, and asks for what is lost.
     *
     * @param nowNanos the time
     * @param intervalNanos how long changes are gathered
     */
    void advance(long nowNanos, long intervalNanos) {
        if (state == State.LOST && nowNanos - retryNanos >= 0) {
            ask(nowNanos);
        }
        if (state != State.LIVE) {
            return;
        }
        boolean due = publishedNanos == 0 || nowNanos - publishedNanos >= intervalNanos;
        if (dirty && due && book.isSettled()) {
            publish(nowNanos);
        }
        for (int i = 0; i < subscriptions.size() && !unpublished; i++) {
            subscriptions.get(i).serve(this);
        }
        fullBook.rest(nowNanos);
        if (fullBook.isToAsk() && engine.ask(this, fullBook.ask()) != Submission.TAKEN) {
            fullBook.unasked();
        }
        if (subscriptions.isEmpty() && nowNanos - unwatchedNanos > LINGER_NANOS) {
            tap.ignore(index);
            fullBook.drop();
            state = State.IDLE;
        }
    }

    /** What is copied from now on, and lies behind the answer, follows it without a gap. */
    private void ask(long nowNanos) {
        retryNanos = nowNanos + RETRY_NANOS;
        tap.watch(index);
        asked++;
        state = State.ASKED;
        if (engine.ask(this) != Submission.TAKEN) {
            state = State.LOST;
        }
    }

    private void publish(long nowNanos) {
        if (runsOut(book.side(Side.BUY)) || runsOut(book.side(Side.SELL))) {
            lose();
            return;
        }
        dirty = false;
        publishedNanos = nowNanos;
        fullBook.publish(book.sequence(), eventNanos);
        previousSequence = published.sequence();
        if (unpublished) {
            published.begin(book, eventNanos);
            unpublished = false;
            bookChanged = true;
        } else {
            bookChanged = published.advance(book, eventNanos);
        }
        publishTexts();
    }

    private boolean runsOut(Ladder side) {
        return side.size() < depth && !side.isWhole();
    }

    private void publishTexts() {
        updateText = null;
        snapshotText = bookChanged ? null : snapshotText;
        topText = bookChanged ? null : topText;
        tradesText = null;
        for (int i = 0; i < subscriptions.size(); i++) {
            subscriptions.get(i).published(this);
        }
        trades.clear();
    }

    FullBook fullBook() {
        return fullBook;
    }

    PublishedBook published() {
        return published;
    }

    /** {@return the trades since what was published before} */
    List<Trade> trades() {
        return trades;
    }

    /** {@return whether what was published last differs from what was before} */
    boolean bookChanged() {
        return bookChanged;
    }

    boolean topChanged() {
        return bookChanged && published.topChanged();
    }

    String updateText() {
        if (updateText == null) {
            updateText = StreamJson.update(published, instrument, previousSequence);
        }
        return updateText;
    }

    String snapshotText() {
        if (snapshotText == null) {
            snapshotText = StreamJson.snapshot(published, instrument);
        }
        return snapshotText;
    }

    String topText() {
        if (topText == null) {
            topText = StreamJson.top(published, instrument);
        }
        return topText;
    }

    String tradesText() {
        if (tradesText == null) {
            tradesText = StreamJson.trades(trades, instrument);
        }
        return tradesText;
    }
}
