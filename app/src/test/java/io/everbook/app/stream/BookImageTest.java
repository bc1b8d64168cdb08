package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.client.Json;
import io.everbook.app.client.LiveOrders;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.RandomStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A book is read from the engine in parts while it trades, by a thread that lags behind it, and goes to clients in
 * parts while it changes: what each of them has is the engine's in the end. Everything is random, from a printed seed.
 */
final class BookImageTest {

    private static final Instrument BTC = StreamedEngine.BTC;
    private static final int STREAMS = 60;
    private static final int COMMANDS = 400;

    private final long seed = Long.getLong("everbook.seed", System.nanoTime());
    private final EventBatch batch = new EventBatch();
    private Random random;
    private Market market;
    private FullBook book;
    private final Deque<ExecutionEvent> inFlight = new ArrayDeque<>();
    private long taken;
    private FoldedOrders.Answer answer;
    private int images;
    private int cutImages;

    /** One client, as a subscription serves it. */
    private final class Client {

        private final LiveOrders view = new LiveOrders();
        private final ImageCursor cursor = new ImageCursor();
        private final Set<Long> ids = new LinkedHashSet<>();
        private final int slowness;
        private long since = -1;
        private long place;

        private Client(int slowness) {
            this.slowness = slowness;
        }

        private void published() {
            if (since >= 0) {
                ids.addAll(book.changed());
            }
        }

        private void serve() {
            if (!book.isCurrent() || random.nextInt(slowness) > 0) {
                return;
            }
            if (!ids.isEmpty()) {
                view.apply(Json.parse(book.updateText(since, place, ids, cursor)));
                sent();
            }
            if (!cursor.isComplete()) {
                cutImages += since < 0 ? 0 : 1;
                view.apply(Json.parse(book.partText(cursor, since)));
                sent();
                images += cursor.isComplete() ? 1 : 0;
            }
        }

        private void sent() {
            since = book.sequence();
            place = book.place();
            ids.clear();
            assertThat(view.isLoaded()).as(where()).isEqualTo(cursor.isComplete());
        }
    }

    @BeforeEach
    void print() {
        System.out.println("BookImageTest: -Deverbook.seed=" + seed);
    }

    @Test
    void shouldBeTheEnginesBookHoweverItIsCutAndHoweverItChangesMeanwhile() {
        for (int stream = 0; stream < STREAMS; stream++) {
            random = new Random(seed + stream);
            run(RandomStream.of(seed + stream, COMMANDS, BTC).commands());
        }
        assertThat(images).as(where()).isGreaterThan(STREAMS);
        assertThat(cutImages).as("parts behind the first one, " + where()).isGreaterThan(2 * STREAMS);
    }

    private void run(List<Command> commands) {
        market = new Market(BTC);
        inFlight.clear();
        answer = null;
        int partOrders = 1 + random.nextInt(2);
        book = new FullBook(BTC, partOrders * 8 * 96, 1 + random.nextInt(4));
        book.watch();
        List<Client> clients = List.of(new Client(1), new Client(3), new Client(20));
        int comes = random.nextInt(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            apply(commands.get(i));
            if (i == comes) {
                inFlight.clear();
                taken = market.sequence();
                book.load();
            }
            if (i < comes) {
                inFlight.clear();
                continue;
            }
            ask();
            while (random.nextInt(4) > 0 && !inFlight.isEmpty()) {
                take();
            }
            turn(clients);
        }
        while (!inFlight.isEmpty()) {
            take();
        }
        for (int i = 0; i < 20 * COMMANDS && !clients.stream().allMatch(this::isDone); i++) {
            ask();
            turn(clients);
        }
        for (Client client : clients) {
            assertThat(FullBookTest.lines(client.view)).as(where()).isEqualTo(FullBookTest.lines(market));
        }
    }

    private boolean isDone(Client client) {
        return book.isCurrent() && client.view.isLoaded() && client.ids.isEmpty();
    }

    private void apply(Command command) {
        market.apply(command.sequence(market.sequence() + 1).marketIndex(0), batch);
        for (int i = 0; i < batch.size(); i++) {
            ExecutionEvent event = new ExecutionEvent();
            event.copyFrom(batch.event(i));
            inFlight.add(event);
        }
    }

    /** The engine answers at once, and what the answer stands behind may still be in flight. */
    private void ask() {
        if (answer == null && book.isToAsk() && random.nextBoolean()) {
            answer = book.ask().read(market);
        }
        if (answer != null && random.nextBoolean()) {
            deliver();
        }
    }

    private void deliver() {
        book.answered(answer);
        answer = null;
        book.settle(taken);
    }

    private void take() {
        ExecutionEvent event = inFlight.remove();
        if (answer != null && event.sequence() > answer.sequence()) {
            deliver();
        }
        assertThat(book.apply(event)).as(where()).isTrue();
        if (event.lastOfCommand()) {
            taken = event.sequence();
            book.settle(taken);
        }
    }

    private void turn(List<Client> clients) {
        boolean settled = inFlight.isEmpty() || inFlight.peek().indexInCommand() == 0;
        if (settled && random.nextInt(3) > 0) {
            book.publish(taken, 0);
            if (book.isPublished()) {
                clients.forEach(Client::published);
            }
        }
        clients.forEach(Client::serve);
    }

    private String where() {
        return "-Deverbook.seed=" + seed;
    }

    /** An iceberg whose next part goes behind orders that are still unread is read with them, not twice. */
    @Test
    void shouldReadAnOrderOnceThatFallsBackBehindUnreadOnes() {
        random = new Random(1);
        market = new Market(BTC);
        book = new FullBook(BTC, 1 << 20, 1);
        book.watch();
        apply(BookOrders.buy(7, 1, 100, 10).displayQuantityLots(1));
        apply(BookOrders.buy(7, 2, 100, 5));
        inFlight.clear();
        taken = market.sequence();
        book.load();
        FoldedOrders.Answer first = book.ask().read(market);
        book.answered(first);
        book.settle(taken);
        apply(BookOrders.sell(8, 3, 100, 1));
        while (!inFlight.isEmpty()) {
            take();
        }
        while (book.isToAsk()) {
            book.answered(book.ask().read(market));
            book.settle(taken);
        }
        book.publish(taken, 0);
        Client client = new Client(1);
        client.serve();
        assertThat(FullBookTest.lines(client.view))
                .isEqualTo(FullBookTest.lines(market))
                .hasSize(2);
        assertThat(new ArrayList<>(client.view.bids()).get(0).orderId()).isEqualTo(2);
    }
}
