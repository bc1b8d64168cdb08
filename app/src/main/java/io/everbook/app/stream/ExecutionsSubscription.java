package io.everbook.app.stream;

import io.everbook.app.json.EventWriter;
import io.everbook.app.trading.ExecutionsPage;
import io.everbook.app.trading.ExecutionsPage.Place;
import io.everbook.app.trading.Trading;
import io.everbook.app.trading.TradingException;
import io.everbook.core.event.ExecutionEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A participant's own events of a market for one connection, each once and in order, from a place on. What lies
 * behind is read from the executions log; meanwhile a bounded number of new ones is kept, and once the log has
 * reached the first of them, it goes on with these. Where a client has no room, or events were lost, it is back at
 * the log.
 */
final class ExecutionsSubscription implements Subscription {

    private static final int MOST_KEPT = 2_048;
    private static final int MOST_READ = 500;
    private static final int BYTES_OF_AN_EVENT = 512;
    private static final long MOST_STILL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final StreamConnection connection;
    private final Streams streams;
    private final Trading trading;
    private final String symbol;

    /** Whose events; 0 for everybody's. */
    private final int participantId;

    private final int mostRead;
    private final ArrayDeque<ExecutionEvent> kept = new ArrayDeque<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final EventWriter writer;

    /**
     * Behind what the client has, or need not have; null until the market is known, where it begins with what is new.
     */
    private Place place;

    /** Where the kept events begin; null where there is none to rely on. */
    private Place keptFrom;

    private boolean live;
    private boolean caughtUp;
    private boolean reading;
    private boolean ended;
    private long pausedNanos = System.nanoTime();
    private long stillSinceNanos;

    /**
     * Creates a subscription.
     *
     * @param connection who gets it
     * @param streams what it belongs to
     * @param trading reads the log
     * @param symbol the market's symbol
     * @param after where to begin; null for what is new
     */
    ExecutionsSubscription(StreamConnection connection, Streams streams, Trading trading, String symbol, Place after) {
        this.connection = connection;
        this.symbol = symbol;
        this.streams = streams;
        this.trading = trading;
        participantId = connection.key().participantId();
        place = after;
        mostRead = Math.max(1, Math.min(MOST_READ, streams.limits().queueBytes() / 4 / BYTES_OF_AN_EVENT));
        writer = EventWriter.ofFew(bytes, trading);
    }

    @Override
    public Channel channel() {
        return Channel.EXECUTIONS;
    }

    @Override
    public StreamConnection connection() {
        return connection;
    }

    @Override
    public void synced(Place now) {
        keptFrom = now;
        kept.clear();
        place = place == null ? now : place;
    }

    @Override
    public void gap(Place last) {
        place = live && place.precedes(last) ? last : place;
        live = false;
        keptFrom = null;
        kept.clear();
    }

    @Override
    public void event(ExecutionEvent event) {
        if (!isOwn(event)) {
            return;
        }
        Place behind = behind(event);
        if (live && place.isBefore(event) && connection.outbox().hasRoom()) {
            tell(event);
            place = behind;
            return;
        }
        if (live) {
            live = false;
            keptFrom = place;
        }
        if (keptFrom == null) {
            return;
        }
        if (kept.size() == MOST_KEPT) {
            kept.clear();
            keptFrom = behind;
            return;
        }
        ExecutionEvent copy = new ExecutionEvent();
        copy.copyFrom(event);
        kept.add(copy);
    }

    private boolean isOwn(ExecutionEvent event) {
        return participantId == 0
                || event.participantId() == participantId
                || event.restingParticipantId() == participantId;
    }

    private static Place behind(ExecutionEvent event) {
        return new Place(event.sequence(), event.lastOfCommand() ? Place.WHOLE : event.indexInCommand());
    }

    @Override
    public void serve(MarketStream market) {
        if (live || ended || reading || place == null || !connection.outbox().hasRoom()) {
            return;
        }
        if (keptFrom != null && !place.precedes(keptFrom)) {
            goOnWithKept();
        } else if (System.nanoTime() - pausedNanos >= 0) {
            read(market.index());
        }
    }

    private void goOnWithKept() {
        while (!kept.isEmpty() && connection.outbox().hasRoom()) {
            ExecutionEvent event = kept.poll();
            if (place.isBefore(event)) {
                tell(event);
                place = behind(event);
            }
            keptFrom = place;
        }
        if (kept.isEmpty()) {
            live = true;
            if (!caughtUp) {
                caughtUp = true;
                connection.send("{\"type\":\"caught-up\",\"symbol\":\"" + symbol + "\",\"place\":\"" + place + "\"}");
            }
        }
    }

    private void read(int market) {
        reading = true;
        CompletableFuture<ExecutionsPage> page;
        try {
            page = trading.executions(market, place, participantId, mostRead);
        } catch (TradingException busy) {
            page = CompletableFuture.failedFuture(busy);
        }
        page.whenComplete((found, failure) -> streams.execute(() -> {
            reading = false;
            if (failure == null && !ended) {
                take(found);
            } else if (failure != null) {
                fail(StreamError.of(failure));
            }
        }));
    }

    private void take(ExecutionsPage page) {
        if (page.missingFrom() != 0) {
            connection.send("{\"type\":\"missing\",\"symbol\":\"" + symbol + "\",\"from\":" + page.missingFrom()
                    + ",\"through\":" + page.missingThrough() + "}");
        }
        page.events().forEach(this::tell);
        boolean still = page.next().equals(place);
        place = page.next();
        // The log is written a little later than events come.
        long now = System.nanoTime();
        pausedNanos = now + (still ? PAUSE_NANOS : 0);
        stillSinceNanos = still && stillSinceNanos != 0 ? stillSinceNanos : now;
        if (still && now - stillSinceNanos > MOST_STILL_NANOS && streams.isImpaired(symbol)) {
            fail(new StreamError("NO_HISTORY", "the executions log has failed: see /health"));
        }
    }

    private void fail(StreamError error) {
        pausedNanos = System.nanoTime() + 10 * PAUSE_NANOS;
        if (!error.code().equals("BUSY") && !ended) {
            ended = true;
            connection.send(error.text(0));
            connection.close(StreamClose.TRY_AGAIN);
        }
    }

    private void tell(ExecutionEvent event) {
        bytes.reset();
        writer.write(event, participantId);
        writer.flush();
        String text = bytes.toString(StandardCharsets.UTF_8).stripTrailing();
        connection.send("{\"type\":\"execution\",\"place\":\"" + behind(event) + "\",\"event\":" + text + "}");
    }

    @Override
    public void end() {
        ended = true;
        kept.clear();
    }
}
