package io.everbook.replay.biography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.biography.OrderBiography.Outcome;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.session.ReplaySession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderBiographyTest {

    private static final Instrument ACME = Instrument.of("ACME", "0.01", "1");

    @TempDir
    private Path directory;

    private FileStorage storage;
    private JournalWriter writer;

    @BeforeEach
    void open() {
        storage = new FileStorage(directory);
        writer = JournalWriter.open(storage, ACME, JournalTail.empty(1), JournalOptions.DEFAULT);
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
    }

    @Test
    void shouldTellThePlaceInTheQueueOnArrivalAndAtEachChangeUntilTheFill() {
        add(order(1, Side.BUY, 10_000, 5));
        add(order(2, Side.BUY, 10_000, 7));
        long id = add(order(3, Side.BUY, 10_000, 4));
        add(cancel(2, 2));
        add(order(4, Side.SELL, 10_000, 3));
        add(order(4, Side.SELL, 10_000, 2));
        add(order(4, Side.SELL, 9_990, 4));

        OrderBiography life = life(id);

        assertThat(positions(life))
                .containsExactly(
                        new QueuePosition(2, 12),
                        new QueuePosition(1, 5),
                        new QueuePosition(1, 2),
                        new QueuePosition(0, 0));
        assertThat(life.outcome()).isEqualTo(Outcome.FILLED);
        Chapter fill = life.chapters().get(life.chapters().size() - 1);
        assertThat(fill.sequence()).isEqualTo(7);
        assertThat(fill.event().orderId()).isEqualTo(7);
        assertThat(fill.event().restingOrderId()).isEqualTo(id);
    }

    @Test
    void shouldLoseItsPlaceWhereItIsReplacedAndKeepItWhereItShrinks() {
        long id = add(order(1, Side.SELL, 10_000, 9));
        add(order(2, Side.SELL, 10_000, 2));
        add(replace(1, id, 10_000, 5));
        add(replace(1, id, 10_000, 8));

        assertThat(positions(life(id)))
                .containsExactly(new QueuePosition(0, 0), new QueuePosition(0, 0), new QueuePosition(1, 2));
    }

    @Test
    void shouldSayThatTheQueueWasNotReached() {
        add(order(1, Side.BUY, 10_000, 5));
        long id = add(order(2, Side.BUY, 10_000, 4));
        add(order(3, Side.SELL, 10_000, 2));

        OrderBiography life = life(id);

        assertThat(life.outcome()).isEqualTo(Outcome.OPEN);
        assertThat(life.rule())
                .contains("Queue not reached: 2 traded at its price of 100.00", "still ahead of it: 1 order with 3.");
    }

    @Test
    void shouldSayThatItWasFirstInLineWhereThoseAheadHaveTraded() {
        add(order(1, Side.BUY, 10_000, 5));
        long id = add(order(2, Side.BUY, 10_000, 4));
        add(order(3, Side.SELL, 10_000, 6));
        add(cancel(2, id));

        assertThat(life(id).rule())
                .contains("Its owner cancelled it", "front of the queue")
                .doesNotContain("not reached");
    }

    @Test
    void shouldSayThatThePriceWasNotReachedAlsoWhereItWasCancelled() {
        add(order(1, Side.BUY, 10_010, 5));
        long id = add(order(2, Side.BUY, 10_000, 4));
        add(order(3, Side.SELL, 10_010, 2));
        add(cancel(2, id));

        OrderBiography life = life(id);

        assertThat(life.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(life.rule())
                .contains("Its owner cancelled it", "Price not reached", "a bid traded meanwhile was 100.10");
    }

    @Test
    void shouldSayThatAStopWasNotTriggered() {
        long id = add(
                order(1, Side.BUY, 10_050, 5).orderType(OrderType.STOP_LIMIT).triggerPriceTicks(10_020));
        add(order(2, Side.BUY, 10_010, 5));
        add(order(3, Side.SELL, 10_010, 2));

        assertThat(life(id).rule()).contains("Stop not triggered", "100.20 or higher", "was at 100.10");
    }

    @Test
    void shouldShowTheBookBeforeARefusalAndTheRule() {
        add(order(1, Side.SELL, 10_000, 5));
        long id = add(order(2, Side.BUY, 10_005, 4).postOnly(true));

        OrderBiography life = life(id);

        assertThat(life.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(life.rule()).contains("WOULD_TAKE", "The best ask was 100.00", "limit of 100.05");
        assertThat(life.book().sequence()).isEqualTo(1);
        assertThat(life.book().asks().priceTicks()).containsExactly(10_000);
    }

    @Test
    void shouldSayWhatWasOfferedToAFillOrKillAndAnImmediateOrder() {
        add(order(1, Side.SELL, 10_000, 5));
        long killed = add(order(2, Side.BUY, 10_000, 6).timeInForce(TimeInForce.FOK));
        long cut = add(order(2, Side.BUY, 10_000, 9).timeInForce(TimeInForce.IOC));

        assertThat(life(killed).rule()).contains("asked for 6, the asks showed 5 at 100.00 or better");
        assertThat(life(cut).rule()).contains("IOC", "showed 5 at 100.00 or better");
        assertThat(life(cut).book().sequence()).isEqualTo(cut - 1);
    }

    @Test
    void shouldRefuseAnIdThatNeverWasAnOrder() {
        add(order(1, Side.SELL, 10_000, 5));
        add(cancel(1, 1));

        assertThatThrownBy(() -> life(2)).isInstanceOf(ReplayException.class).hasMessageContaining("order=2");
        assertThatThrownBy(() -> life(3)).isInstanceOf(ReplayException.class).hasMessageContaining("no such order");
        assertThatThrownBy(() -> life(0)).isInstanceOf(ReplayException.class).hasMessageContaining("no such order");
    }

    private OrderBiography life(long orderId) {
        try (ReplaySession session = ReplaySession.open(storage, "ACME")) {
            return OrderBiography.of(session, orderId, ProgressListener.NONE);
        }
    }

    private static List<QueuePosition> positions(OrderBiography life) {
        return life.chapters().stream()
                .map(Chapter::position)
                .filter(Objects::nonNull)
                .toList();
    }

    private long add(Command command) {
        command.sequence(writer.nextSequence()).timestampNanos(1_700_000_000_000_000_000L + command.sequence());
        writer.append(command);
        writer.commit();
        return command.sequence();
    }

    private static Command order(int participant, Side side, long priceTicks, long lots) {
        return command(CommandType.NEW_ORDER, participant)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(priceTicks)
                .quantityLots(lots);
    }

    private static Command cancel(int participant, long orderId) {
        return command(CommandType.CANCEL_ORDER, participant).orderId(orderId);
    }

    private static Command replace(int participant, long orderId, long priceTicks, long lots) {
        return command(CommandType.REPLACE_ORDER, participant)
                .orderId(orderId)
                .priceTicks(priceTicks)
                .quantityLots(lots);
    }

    private static Command command(CommandType type, int participant) {
        return new Command().clear().type(type).participantId(participant);
    }
}
