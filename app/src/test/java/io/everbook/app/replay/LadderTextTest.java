package io.everbook.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.BookView;
import io.everbook.core.book.BookView.Levels;
import io.everbook.core.instrument.Instrument;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LadderTextTest {

    private static final Instrument SHARES = Instrument.of("ABC", "0.05", "1");
    private static final Levels NONE = levels();
    private static final LadderText PLAIN = new LadderText(SHARES, false);

    @Test
    void shouldPutAsksAboveBidsWithTheBestAtTheSpread() {
        BookView book = book(levels(1999, 5, 2, 1990, 70, 1), levels(2001, 3, 1, 2010, 40, 4));
        assertThat(PLAIN.ladder(book, null, 10))
                .containsExactly(
                        "        price  quantity  orders  total",
                        "  ask  100.50        40       4     43",
                        "  ask  100.05         3       1      3",
                        "  --- spread 0.10",
                        "  bid   99.95         5       2      5",
                        "  bid   99.50        70       1     75");
    }

    @Test
    void shouldMarkWhatIsNewChangedAndGone() {
        BookView earlier = book(levels(1999, 5, 2, 1990, 70, 1), levels(2001, 3, 1, 2010, 40, 4));
        BookView now = book(levels(1999, 2, 1, 1995, 1, 1, 1990, 70, 1), levels(2010, 40, 3));
        assertThat(PLAIN.ladder(now, earlier, 10))
                .containsExactly(
                        "        price  quantity  orders  total  change",
                        "* ask  100.50        40       3     40      +0",
                        "- ask  100.05         -       -             -3",
                        "  --- spread 0.55",
                        "* bid   99.95         2       1      2      -3",
                        "+ bid   99.75         1       1      3      +1",
                        "  bid   99.50        70       1     73");
    }

    @Test
    void shouldMarkAgainstTheWholeEarlierBookAndNotAgainstWhatWasDrawn() {
        BookView earlier = book(levels(1999, 5, 2, 1990, 70, 1, 1980, 8, 1), NONE);
        BookView now = book(levels(1990, 70, 1, 1980, 8, 1), NONE);
        assertThat(PLAIN.ladder(now, earlier, 1))
                .containsExactly(
                        "       price  quantity  orders  total  change",
                        "  --- no asks",
                        "- bid  99.95         -       -             -5",
                        "  bid  99.50        70       1     70",
                        "  ... 1 more bids");
    }

    @Test
    void shouldDrawNoMorePricesThatAreGoneThanPricesThatAreThere() {
        long[] swept = IntStream.range(0, 50)
                .flatMap(i -> IntStream.of(2001 + i, 1, 1))
                .asLongStream()
                .toArray();
        List<String> lines = PLAIN.ladder(book(NONE, NONE), book(NONE, levels(swept)), 3);
        assertThat(lines)
                .containsExactly(
                        "        price  quantity  orders  total  change",
                        "  ... 47 more that are gone",
                        "- ask  100.15         -       -             -1",
                        "- ask  100.10         -       -             -1",
                        "- ask  100.05         -       -             -1",
                        "  --- nothing in the book");
    }

    @Test
    void shouldSayWhichBookItIs() {
        BookView book = new BookView("ABC", 41, 0xabcL, 7, 2001, 12, NONE, NONE);
        assertThat(PLAIN.heading(book, 1_795_519_600_000_000_001L))
                .containsExactly(
                        "ABC after command 41, 2026-11-24T11:26:40.000000001Z",
                        "last trade 7 at 100.05, open orders 12, digest 0000000000000abc");
        assertThat(PLAIN.heading(new BookView("ABC", 0, 0, 0, 0, 0, NONE, NONE), 0))
                .containsExactly("ABC after command 0", "no trade yet, open orders 0, digest 0000000000000000");
    }

    @Test
    void shouldColourWhatIsMarkedOnlyWhereAsked() {
        BookView earlier = book(levels(1999, 5, 2), NONE);
        BookView now = book(levels(1999, 6, 2), NONE);
        List<String> coloured = new LadderText(SHARES, true).ladder(now, earlier, 5);
        assertThat(coloured).anyMatch(line -> line.startsWith("\u001b[33m* bid") && line.endsWith("\u001b[0m"));
        assertThat(PLAIN.ladder(now, earlier, 5)).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void shouldStayWithin80ColumnsWhateverThePricesAndQuantities() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String tick = random.nextBoolean() ? "0.000000000001" : "0.01";
            String lot = random.nextBoolean() ? "0.000000000001" : "1";
            Instrument instrument = Instrument.of("ABCDEFGHIJKLMNOPQRSTUVWX", tick, lot);
            LadderText text = new LadderText(instrument, false);
            BookView earlier = book(randomLevels(random, instrument, -1), randomLevels(random, instrument, 1));
            BookView now = book(randomLevels(random, instrument, -1), randomLevels(random, instrument, 1));
            assertThat(text.ladder(now, earlier, 1 + random.nextInt(8)))
                    .as("-Dseed=%d round %d", seed, round)
                    .allMatch(line -> line.length() <= LadderText.COLUMNS)
                    .anyMatch(line -> line.contains("quantity"));
            assertThat(text.heading(now, 1L << random.nextInt(63)))
                    .as("-Dseed=%d round %d", seed, round)
                    .allMatch(line -> line.length() <= LadderText.COLUMNS);
        }
    }

    private static Levels randomLevels(Random random, Instrument instrument, int direction) {
        int depth = random.nextInt(9);
        long[] numbers = new long[3 * depth];
        long step = instrument.tick().maxSteps() / 64;
        for (int i = 0; i < depth; i++) {
            long size = random.nextBoolean() ? instrument.lot().maxSteps() : 1000;
            numbers[3 * i] = step * (32 + direction * (1 + i + random.nextInt(2) * 9));
            numbers[3 * i + 1] = 1 + (long) (random.nextDouble() * (size - 1));
            numbers[3 * i + 2] = 1 + random.nextInt(1 << 27);
        }
        long[] sorted = IntStream.range(0, depth)
                .boxed()
                .sorted((a, b) -> direction * Long.compare(numbers[3 * a], numbers[3 * b]))
                .flatMapToLong(i -> LongStream.of(numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]))
                .toArray();
        return levels(sorted);
    }

    private static BookView book(Levels bids, Levels asks) {
        return new BookView("ABC", 1L << 50, -1, 1L << 40, SHARES.tick().maxSteps() / 4, 1 << 27, bids, asks);
    }

    /** {@return levels of triples: price, quantity, orders} */
    private static Levels levels(long... numbers) {
        int depth = numbers.length / 3;
        long[] prices = new long[depth];
        long[] lots = new long[depth];
        int[] orders = new int[depth];
        for (int i = 0; i < depth; i++) {
            prices[i] = numbers[3 * i];
            lots[i] = numbers[3 * i + 1];
            orders[i] = (int) numbers[3 * i + 2];
        }
        return new Levels(prices, lots, orders);
    }
}
