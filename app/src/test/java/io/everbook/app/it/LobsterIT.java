package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.app.RealData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real AMZN order flow of one day through {@code import} and {@code match}, held against what the exchange
 * reported.
 */
class LobsterIT {

    private static final String DAY = "AMZN_2012-06-21_";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOOK_EVENT = "{\"event\":\"book\"";
    private static final long EMPTY = 9_999_999_999L;

    @TempDir
    private Path directory;

    private long tradesAsReported;
    private long otherTrades;
    private long rowsEqual;
    private long rows;

    @Test
    void shouldTradeAgainstExactlyTheOrdersThatTheExchangeReported() throws Exception {
        Path orderBook = RealData.file("lobster", DAY + "orderbook_5.csv.gz");
        EverbookJar.Result imported = EverbookJar.run(
                "",
                "import",
                "lobster",
                RealData.file("lobster", DAY + "message_5.csv.gz").toString(),
                "--orderbook",
                orderBook.toString(),
                "--query-depth",
                "1");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        Path commands = directory.resolve("commands.jsonl");
        Files.writeString(commands, imported.out());
        EverbookJar.Result matched = EverbookJar.runFile(
                Path.of(System.getProperty("java.home")),
                commands,
                "match",
                "--data",
                directory.resolve("data").toString());
        assertThat(matched.exitCode()).as(matched.err()).isZero();
        compare(matched.out(), orderBook);
        System.out.printf(
                "AMZN: %d executions traded with the reported order, %d other trades, best equal on %d of %d rows%n",
                tradesAsReported, otherTrades, rowsEqual, rows);
        assertThat(rows).isEqualTo(155_935);
        assertThat(tradesAsReported).isEqualTo(7_431);
        assertThat(otherTrades).isZero();
        assertThat(rowsEqual).isGreaterThanOrEqualTo(155_725);
    }

    private void compare(String events, Path orderBook) throws IOException {
        try (BufferedReader books = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(orderBook)), StandardCharsets.US_ASCII))) {
            for (String line : (Iterable<String>) events.lines()::iterator) {
                assertThat(line).doesNotContain("\"event\":\"rejected\"");
                if (line.startsWith(BOOK_EVENT)) {
                    rows++;
                    rowsEqual += bestEqual(JSON.readTree(line), books.readLine().split(",")) ? 1 : 0;
                } else if (line.startsWith("{\"event\":\"traded\"")) {
                    JsonNode trade = JSON.readTree(line);
                    boolean asReported = trade.path("memo").equals(trade.path("restingMemo"));
                    tradesAsReported += asReported ? 1 : 0;
                    otherTrades += asReported ? 0 : 1;
                }
            }
        }
    }

    private static boolean bestEqual(JsonNode book, String[] row) {
        return equal(book.path("asks").path(0), row[0], row[1])
                && equal(book.path("bids").path(0), row[2], row[3]);
    }

    private static boolean equal(JsonNode level, String price, String size) {
        if (Math.abs(Long.parseLong(price)) == EMPTY) {
            return level.isMissingNode();
        }
        String ticks = level.path("price").asText().replace(".", "");
        return !level.isMissingNode()
                && Long.parseLong(ticks) == Long.parseLong(price)
                && level.path("quantity").asText().equals(size);
    }
}
