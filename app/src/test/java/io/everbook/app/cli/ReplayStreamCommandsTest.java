package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay events}, {@code commands}, {@code stats} and {@code diff} as their caller sees them. */
class ReplayStreamCommandsTest {

    private static final List<String> ORDERS = List.of(
            "{\"type\":\"new\",\"participant\":1,\"side\":\"sell\",\"price\":\"100.00\",\"quantity\":\"2\","
                    + "\"memo\":\"a, \\\"b\\\"\",\"timestamp\":1795519600000000001}",
            "{\"type\":\"new\",\"participant\":2,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"0.5\","
                    + "\"timestamp\":1795519601000000000}",
            "{\"type\":\"new\",\"participant\":3,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\","
                    + "\"postOnly\":true,\"timestamp\":1795519601500000000}",
            "{\"type\":\"new\",\"participant\":3,\"side\":\"buy\",\"price\":\"99.00\",\"quantity\":\"1\","
                    + "\"timestamp\":1795519602000000000}",
            "{\"type\":\"cancel\",\"participant\":1,\"orderId\":1,\"timestamp\":1795606002000000000}",
            "{\"type\":\"time\",\"timestamp\":1795606003000000000}");

    @TempDir
    private static Path directory;

    private static GuideSession session;

    @BeforeAll
    static void match() throws Exception {
        session = new GuideSession(directory);
        Files.write(directory.resolve("orders.jsonl"), ORDERS);
        session.type("everbook match orders.jsonl --data data > matched.jsonl");
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void shouldHelpWithExamplesAndExitCodes() throws Exception {
        for (String command : List.of("events", "commands", "verify", "stats", "diff")) {
            List<String> help = session.type("everbook replay " + command + " --help");
            assertThat(String.join("\n", help)).contains("Example", "Exit codes: 0 ", "--data=PATH", "--json");
            assertThat(help).allMatch(line -> line.length() <= 80);
            assertThat(session.type("echo $?")).containsExactly("0");
        }
    }

    @Test
    void shouldShowEventsAsRowsForPeople() throws Exception {
        assertThat(session.type("everbook replay events --data data"))
                .containsExactly(
                        " SEQUENCE  TIME (UTC)            WHO  EVENT",
                        "2026-11-24",
                        "        1  11:26:40.000000001      1  accepted order 1: sell limit 2 at 100.00",
                        "                                      gtc, memo \"a, \"b\"\"",
                        "        2  11:26:41                2  accepted order 2: buy limit 0.5 at 100.00",
                        "                                      gtc",
                        "        2  11:26:41                2  traded 1: order 2 buys 0.5 at 100.00 with",
                        "                                      order 1 of participant 1; they leave 0 and",
                        "                                      1.5",
                        "        3  11:26:41.500            3  rejected new: WOULD_TAKE, post-only order",
                        "                                      would take liquidity",
                        "        4  11:26:42                3  accepted order 4: buy limit 1 at 99.00 gtc",
                        "2026-11-25",
                        "        5  11:26:42                1  cancelled order 1: 1.5 at 100.00,",
                        "                                      REQUESTED",
                        "        6  11:26:43                -  time advanced, 0 orders expired");
    }

    @Test
    void shouldShowCommandsAsRowsForPeople() throws Exception {
        assertThat(session.type("everbook replay commands --data data --from 3"))
                .startsWith(
                        " SEQUENCE  TIME (UTC)            WHO  COMMAND",
                        "2026-11-24",
                        "        3  11:26:41.500            3  new buy limit 1 at 100.00 gtc, post-only",
                        "        4  11:26:42                3  new buy limit 1 at 99.00 gtc",
                        "2026-11-25",
                        "        5  11:26:42                1  cancel order 1",
                        "        6  11:26:43                -  time")
                .last()
                .asString()
                .startsWith("checkpoint: sequence=6 digest=");
    }

    @Test
    void shouldGiveTheJsonLinesThatMatchGave() throws Exception {
        List<String> matched = Files.readAllLines(directory.resolve("matched.jsonl"));
        assertThat(session.type("everbook replay events --data data --json")).isEqualTo(matched);
        session.type("cp -r data without; rm -r without/executions");
        assertThat(session.type("everbook replay events --data without --format json"))
                .isEqualTo(matched);
        assertThat(session.type("everbook replay events --data without/journals/BTC-USD.journal --json"))
                .isEqualTo(matched);
    }

    @Test
    void shouldNumberCommandsForTools() throws Exception {
        List<String> numbered = session.type("everbook replay commands --data data --json");
        assertThat(numbered.get(4))
                .isEqualTo("{\"type\":\"cancel\",\"symbol\":\"BTC-USD\",\"sequence\":5,\"participant\":1,\"orderId\":1,"
                        + "\"timestamp\":1795606002000000000}");
        List<String> dumped = session.type("everbook journal dump --data data --format jsonl");
        assertThat(numbered.stream().map(line -> line.replaceAll("\"sequence\":\\d+,", "")))
                .containsExactlyElementsOf(dumped.subList(1, dumped.size()));
    }

    @Test
    void shouldWriteCommaSeparatedValues() throws Exception {
        List<String> events = session.type("everbook replay events --data data --format csv --order 1");
        assertThat(events.get(0)).startsWith("sequence,index,last,timestamp,event,orderId,participant,");
        assertThat(events)
                .hasSize(4)
                .contains("2,1,true,1795519601000000000,traded,2,2,,,buy,,,,100.00,0.50000000,0.00000000,,1,1,1,,"
                        + "1.50000000"
                        + ",,,,,,\"a, \"\"b\"\"\"");
        List<String> commands = session.type("everbook replay commands --data data --format csv --kind new");
        assertThat(commands).hasSize(5);
        assertThat(commands.get(1)).endsWith(",\"a, \"\"b\"\"\"");
        assertThat(columns(commands.get(3))).isEqualTo(columns(commands.get(0)));
        assertThat(columns(events.get(3).replace("\"a, \"\"b\"\"\"", ""))).isEqualTo(columns(events.get(0)));
    }

    @Test
    void shouldMeetEveryCondition() throws Exception {
        assertThat(sequences("events", "--kind traded,rejected")).containsExactly("2", "3");
        assertThat(sequences("events", "--participant 1")).containsExactly("1", "2", "5");
        assertThat(sequences("events", "--order 1 --kind traded")).containsExactly("2");
        assertThat(sequences("events", "--max-price 99.50")).containsExactly("4");
        assertThat(sequences("events", "--since 2026-11-24T11:26:41.5Z --until 2026-11-25T00:00:00Z"))
                .containsExactly("3", "4");
        assertThat(sequences("commands", "--participant 3 --min-price 99.50")).containsExactly("3");
        assertThat(sequences("commands", "--kind cancel --kind time")).containsExactly("5", "6");
        assertThat(sequences("commands", "--order 1 --from 2 --to 6")).containsExactly("5");
    }

    @Test
    void shouldShowFiguresWithinEightyColumns() throws Exception {
        List<String> lines = session.type("everbook replay stats --data data");
        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(lines)
                .startsWith(
                        "BTC-USD: commands 1 to 6",
                        "  from  2026-11-24T11:26:40.000000001Z",
                        "  until 2026-11-25T11:26:43Z (PT24H2.999999999S)",
                        "  commands 6, events 7, participants 3, open orders at most 2",
                        "  0.0 commands a second on average",
                        "  busiest second: 2 commands at 2026-11-24T11:26:41Z",
                        "  trades 1, of 0.5 in all",
                        "  order-to-trade ratio: 5.00")
                .contains(
                        "  new                                      4   66.7%",
                        "  WOULD_TAKE                               1  100.0%",
                        "FROM         COMMANDS  TRADES   BEST BID   SPREAD      BIDS      ASKS ORDERS",
                        "11:26:41            1       1          -        -         0       1.5      1");
        assertThat(session.type("everbook replay stats --data data --from 2 --to 4 --json"))
                .singleElement()
                .asString()
                .contains(
                        "\"firstSequence\":2,\"lastSequence\":4,",
                        "\"busiestSecond\":{\"timestamp\":1795519601000000000,\"commands\":2}",
                        "\"tradedQuantity\":\"0.50000000\",\"orderMessages\":3,\"orderToTradeRatio\":\"3.00\"",
                        "\"rejects\":{\"WOULD_TAKE\":1},\"cancels\":{}");
    }

    @Test
    void shouldTellWhatLiesBetweenTwoInstants() throws Exception {
        assertThat(session.type("everbook replay diff --data data @1 data@2026-11-24T20:00:00Z"))
                .startsWith(
                        "A @1",
                        "  command 1 of 2026-11-24T11:26:40.000000001Z, 1 open orders, digest " + digest("data@1"),
                        "B data@2026-11-24T20:00:00Z")
                .endsWith(
                        "they have the same commands up to 1",
                        "trades that only B has: 1",
                        "  2: traded 1: order 2 buys 0.5 at 100.00 with order 1 of participant 1; they",
                        "      leave 0 and 1.5",
                        "orders: 1 added, 0 gone, 1 changed",
                        "  + order 4 of participant 3: buy limit 1 at 99.00",
                        "  ~ order 1 of participant 1: sell limit 2 at 100.00 -> 1.5 at 100.00",
                        "A and B differ");
        assertThat(session.type("echo $?")).containsExactly("1");
        assertThat(session.type("everbook replay diff data@1 data@6 --json --limit 1"))
                .singleElement()
                .asString()
                .contains(
                        "{\"equal\":false,\"a\":{\"path\":\"data@1\",\"sequence\":1,",
                        "\"lastCommon\":1,\"parted\":false,\"tradesOnlyA\":0,\"tradesOnlyB\":1,",
                        "\"tradesB\":[{\"event\":\"traded\"");
    }

    @Test
    void shouldSayThatTwoCopiesAreEqual() throws Exception {
        session.type("cp -r data copy");
        assertThat(session.type("everbook replay diff data copy")).last().isEqualTo("A and B are equal");
        assertThat(session.type("echo $?")).containsExactly("0");
        assertThat(session.type("everbook replay diff data@5 data@6")).last().isEqualTo("A and B are equal");
    }

    @Test
    void shouldMeetAMistakeWithOneLine() throws Exception {
        for (String line : List.of(
                "events --data nowhere",
                "events --data orders.jsonl",
                "events --data data --from 99",
                "commands --data data --from 99",
                "events --data data --from 0",
                "events --data data --from 3 --to 2",
                "events --data data --since yesterday",
                "events --data data --kind nope",
                "commands --data data --kind traded",
                "commands --data data --min-price abc",
                "commands --data data --min-price 0.001",
                "events --data data --json --format csv",
                "verify --data nowhere",
                "verify --data data --against nowhere.jar",
                "verify --data data --against orders.jsonl",
                "stats --data nowhere",
                "stats --data data --from 99",
                "diff nowhere data",
                "diff data@99 data",
                "diff data@x data",
                "diff data@2000-01-01T00:00:00Z data")) {
            assertThat(session.type("everbook replay " + line))
                    .as(line)
                    .hasSize(1)
                    .allMatch(fault -> fault.startsWith("everbook: "));
            assertThat(session.type("echo $?")).as(line).containsExactly("2");
        }
    }

    @Test
    void shouldNeitherWriteNorLock() throws Exception {
        session.type("chmod -R a-w data; find data -printf '%p %s %T@ %m\\n' | sort > before.txt");
        session.type("everbook replay events --data data > events.txt");
        session.type("everbook replay commands --data data > commands.txt");
        session.type("everbook replay verify --data data");
        session.type("everbook replay stats --data data");
        session.type("everbook replay diff data@2 data");
        session.type("find data -printf '%p %s %T@ %m\\n' | sort > after.txt; chmod -R u+w data");
        assertThat(directory.resolve("after.txt")).hasSameTextualContentAs(directory.resolve("before.txt"));
    }

    private static String digest(String position) throws Exception {
        String json = session.type("everbook replay diff " + position + " data --json")
                .get(0);
        return json.replaceFirst(".*?\"digest\":\"([0-9a-f]+)\".*", "$1");
    }

    private static long columns(String line) {
        return line.chars().filter(c -> c == ',').count();
    }

    private static List<String> sequences(String what, String conditions) throws Exception {
        return session.type("everbook replay " + what + " --data data --format csv " + conditions).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .distinct()
                .toList();
    }
}
