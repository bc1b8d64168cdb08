package io.everbook.app.lobster;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.RealData;
import io.everbook.core.book.BookView;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real order flow through the import and a real market, held against what the exchange reported. */
final class LobsterDayTest {

    private static final Path NO_ORDER_BOOK = null;

    @TempDir
    private Path folder;

    @Test
    void shouldTradeWithExactlyTheOrdersThatTheExchangeReported() throws IOException {
        Path messages = RealData.file("lobster", "AMZN_2012-06-21_message_5.csv.gz");
        Path orderBook = RealData.file("lobster", "AMZN_2012-06-21_orderbook_5.csv.gz");

        ImportReport report = importDay(messages, orderBook, 1);
        BestPrices best = new BestPrices(orderBook);
        ImportedMarket market = apply(best);

        assertThat(report.symbol()).isEqualTo("AMZN");
        assertThat(report.count(ImportCount.MESSAGES)).isEqualTo(155_935);
        assertThat(report.count(ImportCount.EXECUTIONS_AT_HEAD)).isEqualTo(7_431);
        assertThat(report.count(ImportCount.EXECUTIONS_BEHIND_HOUSE)).isEqualTo(43);
        assertThat(report.count(ImportCount.EXECUTIONS_UNKNOWN)).isEqualTo(1_490);
        assertThat(report.count(ImportCount.EXECUTIONS_NOT_AT_HEAD)).isEqualTo(10);
        assertThat(report.count(ImportCount.EXECUTIONS_OFF_BEST)).isZero();
        assertThat(report.count(ImportCount.BEST_EQUAL)).isEqualTo(155_725);
        assertThat(report.count(ImportCount.ALL_EQUAL)).isEqualTo(143_151);
        assertThat(market.exactTrades()).isEqualTo(7_431);
        assertThat(market.otherTrades()).isZero();
        assertThat(market.refusals()).isZero();
        assertThat(best.rows()).isEqualTo(155_935);
        assertThat(best.equal()).isEqualTo(155_725);
        best.close();
    }

    @Test
    void shouldImportFiftyLevelsOfAnotherStock() throws IOException {
        Path messages = RealData.file("lobster", "MSFT_2012-06-21_first1000_message_50.csv");
        Path orderBook = RealData.file("lobster", "MSFT_2012-06-21_first1000_orderbook_50.csv");

        ImportReport report = importDay(messages, orderBook, 50);
        BestPrices best = new BestPrices(orderBook);
        ImportedMarket market = apply(best);

        assertThat(report.symbol()).isEqualTo("MSFT");
        assertThat(market.exactTrades()).isEqualTo((int) report.count(ImportCount.EXECUTIONS_AT_HEAD));
        assertThat(market.exactTrades()).isEqualTo(34);
        assertThat(market.otherTrades() + market.refusals()).isZero();
        assertThat(best.equal()).isEqualTo(1000);
        best.close();
    }

    @Test
    void shouldImportWithoutOrderBook() throws IOException {
        Path messages = RealData.file("lobster", "AMZN_2012-06-21_message_5.csv.gz");

        ImportReport report = importDay(messages, NO_ORDER_BOOK, 0);
        ImportedMarket market = apply(view -> {});

        assertThat(report.count(ImportCount.HOUSE_ORDERS)).isZero();
        assertThat(market.exactTrades()).isEqualTo((int) report.count(ImportCount.EXECUTIONS_AT_HEAD));
        assertThat(market.exactTrades()).isGreaterThan(7_431);
        assertThat(market.otherTrades() + market.refusals()).isZero();
    }

    @Test
    void shouldWriteTheSameLinesEachTime() throws IOException {
        LobsterDay day = new LobsterDay(
                RealData.file("lobster", "MSFT_2012-06-21_first1000_message_50.csv"),
                RealData.file("lobster", "MSFT_2012-06-21_first1000_orderbook_50.csv"),
                0);
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        LobsterImport.run(day, first, (read, total) -> {});
        LobsterImport.run(day, second, (read, total) -> {});
        assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
    }

    private ImportReport importDay(Path messages, Path orderBook, int queryDepth) throws IOException {
        long size = Files.size(messages);
        long[] last = new long[1];
        try (OutputStream out = Files.newOutputStream(folder.resolve("commands.jsonl"))) {
            ImportReport report =
                    LobsterImport.run(new LobsterDay(messages, orderBook, queryDepth), out, (read, total) -> {
                        assertThat(total).isEqualTo(size);
                        assertThat(read).isBetween(last[0], total);
                        last[0] = read;
                    });
            assertThat(last[0]).isEqualTo(size);
            return report;
        }
    }

    private ImportedMarket apply(Consumer<BookView> books) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve("commands.jsonl")))) {
            return ImportedMarket.apply(in, books);
        }
    }
}
