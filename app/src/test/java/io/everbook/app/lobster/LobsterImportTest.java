package io.everbook.app.lobster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LobsterImportTest {

    private static final String NO_BOOK = null;

    @TempDir
    private Path folder;

    private ImportReport report;

    @Test
    void shouldWriteInstrumentThenOrdersWithTimesAndIdsOfTheFile() throws IOException {
        List<String> lines = run("34200.5,1,77,100,2238100,1\n34200.000000001,3,77,100,2238100,1\n", NO_BOOK);
        assertThat(lines)
                .containsExactly(
                        "{\"type\":\"instrument\",\"symbol\":\"ABC\",\"tick\":\"0.0001\",\"lot\":\"1\"}",
                        "{\"type\":\"new\",\"symbol\":\"ABC\",\"participant\":1,\"requestId\":1,\"side\":\"buy\","
                                + "\"price\":\"223.8100\",\"quantity\":\"100\",\"memo\":\"77\","
                                + "\"timestamp\":1340271000500000000}",
                        "{\"type\":\"cancel\",\"symbol\":\"ABC\",\"participant\":1,\"requestId\":2,\"origRequestId\":1,"
                                + "\"timestamp\":1340271000000000001}");
    }

    @Test
    void shouldSeedFirstRowLessTheEffectOfTheFirstMessage() throws IOException {
        List<String> lines = run("1.0,1,77,40,1000,1\n", "1100,5,1000,100,1200,6,900,7\n");
        assertThat(lines.subList(1, lines.size()))
                .extracting(LobsterImportTest::brief)
                .containsExactly(
                        "new 2 buy 0.1000 60 house",
                        "new 2 buy 0.0900 7 house",
                        "new 2 sell 0.1100 5 house",
                        "new 2 sell 0.1200 6 house",
                        "new 1 buy 0.1000 40 77");
        assertThat(report.count(ImportCount.ALL_EQUAL)).isEqualTo(1);
    }

    @Test
    void shouldExecuteOrderAtHeadByAnOppositeIoc() throws IOException {
        List<String> lines =
                run("1.0,1,77,40,1000,1\n2.0,1,78,40,1000,1\n3.0,4,77,30,1000,1\n4.0,4,77,10,1000,1\n", NO_BOOK);
        assertThat(brief(lines.get(3))).isEqualTo("new 3 sell 0.1000 30 77 ioc");
        assertThat(brief(lines.get(4))).isEqualTo("new 3 sell 0.1000 10 77 ioc");
        ImportedMarket market = market(lines);
        assertThat(market.exactTrades()).isEqualTo(2);
        assertThat(market.view().bids().quantityLots()).containsExactly(40);
    }

    @Test
    void shouldReduceOrderThatWasExecutedBehindAnother() throws IOException {
        String book = "1100,5,1000,40\n";
        String both = "1100,5,1000,80\n";
        List<String> lines = run(
                "1.0,1,77,40,1000,1\n2.0,1,78,40,1000,1\n3.0,4,78,30,1000,1\n4.0,2,77,39,1000,1\n",
                book + both + "1100,5,1000,50\n" + "1100,5,1000,11\n");
        assertThat(lines.subList(4, 6))
                .extracting(LobsterImportTest::brief)
                .containsExactly("replace 1 2 leaves 10", "replace 1 1 leaves 1");
        assertThat(report.count(ImportCount.EXECUTIONS_NOT_AT_HEAD)).isEqualTo(1);
        assertThat(report.count(ImportCount.ALL_EQUAL)).isEqualTo(4);
        assertThat(market(lines).view().bids().quantityLots()).containsExactly(11);
    }

    @Test
    void shouldReduceHouseQuantityForUnknownOrders() throws IOException {
        List<String> lines = run(
                "1.0,4,5,40,1000,1\n2.0,3,6,20,1000,1\n3.0,2,7,999,1000,1\n",
                "1100,5,1000,60\n1100,5,1000,40\n1100,5,1000,40\n");
        assertThat(lines.subList(1, lines.size()))
                .extracting(LobsterImportTest::brief)
                .containsExactly(
                        "new 2 buy 0.1000 60 house",
                        "new 2 sell 0.1100 5 house",
                        "new 2 buy 0.1000 40 house",
                        "replace 2 1 leaves 20",
                        "cancel 2 1",
                        "cancel 2 3",
                        "new 2 buy 0.1000 40 house");
        assertThat(report.count(ImportCount.EXECUTIONS_UNKNOWN)).isEqualTo(1);
        assertThat(report.count(ImportCount.UNKNOWN_AMENDMENTS)).isEqualTo(2);
        assertThat(report.count(ImportCount.UNEXPLAINED)).isEqualTo(1);
    }

    @Test
    void shouldCorrectPictureBehindTheQuery() throws IOException {
        LobsterDay day = new LobsterDay(
                write("ABC_2012-06-21_message_1.csv", "1.0,1,77,40,1000,1\n2.0,1,78,5,990,1\n"),
                write("ABC_2012-06-21_orderbook_1.csv", "1100,5,1000,40\n1090,9,1000,30\n"),
                3);
        List<String> lines = run(day);
        assertThat(lines.subList(3, lines.size()))
                .extracting(LobsterImportTest::brief)
                .containsExactly(
                        "book 3",
                        "new 1 buy 0.0990 5 78",
                        "book 3",
                        "cancel 1 1",
                        "new 2 buy 0.1000 30 house",
                        "new 2 sell 0.1090 9 house");
        assertThat(report.count(ImportCount.BEST_EQUAL)).isEqualTo(1);
        assertThat(report.count(ImportCount.LEVELS_TAKEN_OFF)).isEqualTo(1);
        assertThat(market(lines).view().bids().priceTicks()).containsExactly(1000, 990);
    }

    @Test
    void shouldTakeOffWhatANewOrderWouldCross() throws IOException {
        List<String> lines = run("1.0,1,77,40,1000,-1\n2.0,1,78,5,1010,1\n", NO_BOOK);
        assertThat(brief(lines.get(2))).isEqualTo("cancel 1 1");
        assertThat(report.count(ImportCount.STALE_ORDERS)).isEqualTo(1);
        assertThat(market(lines).view().bids().priceTicks()).containsExactly(1010);
    }

    @Test
    void shouldHaltAndResume() throws IOException {
        List<String> lines = run(
                "1.0,1,77,40,1000,1\n2.0,7,0,0,-1,-1\n3.0,3,77,40,1000,1\n4.0,1,78,40,1000,1\n"
                        + "5.0,7,0,0,-1,-1\n6.0,7,0,0,0,-1\n7.0,7,0,0,1,-1\n",
                NO_BOOK);
        assertThat(lines.subList(2, lines.size()))
                .extracting(LobsterImportTest::brief)
                .containsExactly("halted", "cancel 1 1", "open", "new 1 buy 0.1000 40 78", "halted", "open");
        assertThat(report.count(ImportCount.STATE_CHANGES)).isEqualTo(4);
        assertThat(report.count(ImportCount.HALTS_ENDED_EARLY)).isEqualTo(1);
        assertThat(market(lines).refusals()).isZero();
    }

    @Test
    void shouldIgnoreAndCountHiddenExecutionsAndCrosses() throws IOException {
        assertThat(run("1.0,5,0,40,1000,1\n2.0,6,-1,40,1000,-1\n", NO_BOOK)).hasSize(1);
        assertThat(report.count(ImportCount.HIDDEN_EXECUTIONS)).isEqualTo(1);
        assertThat(report.count(ImportCount.CROSS_TRADES)).isEqualTo(1);
        assertThat(report.lines()).anyMatch(line -> line.contains("1 cross trades, ignored"));
    }

    @Test
    void shouldReadEmptyLevelsAndGzip() throws IOException {
        Path messages = folder.resolve("abc_2012-06-21_message_2.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(messages))) {
            out.write("1.0,1,77,40,1000,1\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        Path book = write("book", "9999999999,0,1000,40,9999999999,0,-9999999999,0");
        assertThat(run(new LobsterDay(messages, book, 0))).hasSize(2);
        assertThat(report.count(ImportCount.ALL_EQUAL)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.0,1,77,40,1000            | line 2: a message has 6 columns: columns=5
            1.0,9,77,40,1000,1          | line 2: a message's type is 1 to 7: type=9
            1.0,1,77,-40,1000,1         | line 2: size and price must be positive: size=-40 price=1000
            1.0,1,77,40,1000,0          | line 2: the direction is 1 or -1: direction=0
            1.0,1,x,40,1000,1           | line 2: column 3 is not a whole number
            Time,Type,Id                | line 2: column 1 is not a whole number
            1.0,1,77,40,1000.5,1        | line 2: column 5 is not a number
            999999.0,1,77,40,1000,1     | line 2: the time is not in seconds after midnight: seconds=999999
            1.0,7,0,0,5,-1              | line 2: the price of a halt is -1, 0 or 1: price=5
            """)
    void shouldNameFileAndLineOfMalformedRow(String row, String fault) {
        assertThatThrownBy(() -> run("1.0,1,76,40,1000,1\n" + row + "\n", NO_BOOK))
                .isInstanceOf(LobsterFormatException.class)
                .hasMessageStartingWith("ABC_2012-06-21_message_1.csv line 2: ")
                .hasMessageContaining(fault);
    }

    @Test
    void shouldRefuseFilesOfDifferentLength() {
        assertThatThrownBy(() -> run("1.0,1,76,40,1000,1\n2.0,1,77,4,1000,1\n", "1100,5,1000,40\n"))
                .hasMessageContaining("message_1.csv line 2: there is no such row in the order-book file");
        assertThatThrownBy(() -> run("1.0,1,76,40,1000,1\n", "1100,5,1000,40\n1100,5,1000,44\n"))
                .hasMessageContaining("orderbook_1.csv line 2: there is no such row in the message file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1100,5,1000                 | each row has 4 columns a level
            1100,5,1000,40,1050,5,900,1 | levels must be positive and stand best first
            1100,-5,1000,40             | levels must be positive and stand best first
            """)
    void shouldRefuseMalformedOrderBookRow(String row, String fault) {
        assertThatThrownBy(() -> run("1.0,1,76,40,1000,1\n", row + "\n"))
                .isInstanceOf(LobsterFormatException.class)
                .hasMessageContaining("orderbook_1.csv line 1: " + fault);
    }

    @Test
    void shouldRefuseGzipThatIsCutShort() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("1.0,1,76,40,1000,1\n".getBytes(StandardCharsets.US_ASCII));
        }
        Path messages = folder.resolve("ABC_2012-06-21_message_1.csv.gz");
        Files.write(messages, java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 6));
        assertThatThrownBy(() -> run(new LobsterDay(messages, null, 0)))
                .isInstanceOf(LobsterFormatException.class)
                .hasMessageContaining("damaged or cut short");
    }

    private List<String> run(String messages, String orderBook) throws IOException {
        return run(new LobsterDay(
                write("ABC_2012-06-21_message_1.csv", messages),
                orderBook == null ? null : write("ABC_2012-06-21_orderbook_1.csv", orderBook),
                0));
    }

    private List<String> run(LobsterDay day) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report = LobsterImport.run(day, out, (read, total) -> {});
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(report.count(ImportCount.LINES)).isEqualTo(lines.size());
        return lines;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static ImportedMarket market(List<String> lines) throws IOException {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return ImportedMarket.apply(new ByteArrayInputStream(bytes), view -> {});
    }

    /** {@return a line without the names of its fields, its symbol, its request id and its time} */
    private static String brief(String line) {
        return line.replaceAll("\"(symbol|timestamp|requestId)\":\"?[A-Z0-9]+\"?,?", "")
                .replaceAll("\"timeInForce\":\"(.*?)\",(.*)}", "$2,$1}")
                .replaceAll("\"leavesQuantity\":", "leaves,")
                .replaceAll("\"instrument-state\",", "")
                .replaceAll("\"[A-Za-z]+\":", "")
                .replaceAll("[{}\"]", "")
                .replaceAll(",+", " ")
                .strip();
    }
}
