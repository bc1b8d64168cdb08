package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What-if as its caller sees it, and held against match, which is given the edited stream. */
class ReplayWhatIfTest {

    private static final Pattern ORDER_ID = Pattern.compile("\"orderId\":(\\d+)");
    private static final List<String> ORDERS = List.of(
            "{\"type\":\"new\",\"participant\":1,\"side\":\"sell\",\"price\":\"100.00\",\"quantity\":\"10\"}",
            "{\"type\":\"new\",\"participant\":2,\"side\":\"sell\",\"price\":\"101.00\",\"quantity\":\"10\"}",
            "{\"type\":\"new\",\"participant\":3,\"side\":\"buy\",\"price\":\"90.00\",\"quantity\":\"5\"}",
            "{\"type\":\"new\",\"participant\":4,\"side\":\"buy\",\"price\":\"101.00\",\"quantity\":\"12\"}",
            "{\"type\":\"new\",\"participant\":5,\"side\":\"sell\",\"price\":\"90.00\",\"quantity\":\"5\"}",
            "{\"type\":\"cancel\",\"participant\":2,\"orderId\":2}");

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void match() throws Exception {
        session = GuideSession.shared();
        Files.write(directory.resolve("orders.jsonl"), ORDERS);
        session.type("everbook match orders.jsonl --data data");
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    @Test
    void shouldHelpWithExamplesAndExitCodes() throws Exception {
        List<String> help = session.type("everbook replay what-if --help");
        assertThat(String.join("\n", help)).contains("Example", "Exit codes: 0 ", "--data=PATH");
        assertThat(help).allMatch(line -> line.length() <= 80);
    }

    @Test
    void shouldShowWhatADroppedOrderBroughtAboutIn80Columns() throws Exception {
        List<String> lines = session.type("everbook replay what-if --drop 1");
        assertThat(lines)
                .containsSubsequence(
                        "BTC-USD: commands 1 to 6 again, with the changes",
                        "dropped: 1",
                        "  1 new by 1: was carried out",
                        "later commands that no longer apply: 1",
                        "  6 cancel by 2 of order 2: refused, UNKNOWN_ORDER",
                        "later commands of which something else came: 2",
                        "trades since then: 0 in both, 3 gone (-), 3 new (+)",
                        "  - at 4: 10 for 100, order 4 of 4 with order 1 of 1",
                        "  - at 4: 2 for 101, order 4 of 4 with order 2 of 2",
                        "  + at 4: 10 for 101, order 4 of 4 with order 2 of 2",
                        "participants who traded otherwise: 4",
                        "  2: trades 1, bought 0, sold 2 -> 10",
                        "final book: open orders that differ: 1",
                        "  + order 3 of 3: buy 2 at 90");
        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(session.type("echo $?")).containsExactly("0");
        assertThat(session.type("everbook replay what-if"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("nothing differs: digest ");
    }

    @Test
    void shouldMeetAMistakeWithOneLine() throws Exception {
        Files.writeString(directory.resolve("empty.jsonl"), "");
        Files.writeString(directory.resolve("query.jsonl"), "{\"type\":\"book\"}\n");
        Files.writeString(directory.resolve("bad.jsonl"), "{\"type\":\"new\"}\n");
        for (String options : List.of(
                "--data nowhere --drop 1",
                "--data orders.jsonl --drop 1",
                "--drop 7",
                "--drop 0",
                "--drop one",
                "--replace 1",
                "--replace 1 nowhere.jsonl",
                "--replace one orders.jsonl",
                "--replace 1 empty.jsonl",
                "--replace 1 query.jsonl",
                "--replace 1 bad.jsonl",
                "--replace 7 orders.jsonl",
                "--insert-before 8 orders.jsonl",
                "--drop 1 --replace 1 orders.jsonl",
                "--from 2",
                "--set instrument.tick=0.001",
                "--set instrument.tick=0",
                "--set instrument.maxOpenOrders=0",
                "--set limits.maxPrice=1.001",
                "--set limits.maxPrice=-1",
                "--set limits.nothing=1")) {
            assertThat(session.type("everbook replay what-if " + options))
                    .as(options)
                    .hasSize(1)
                    .allMatch(fault -> fault.startsWith("everbook: "));
            assertThat(session.type("echo $?")).as(options).containsExactly("2");
        }
    }

    @Test
    void shouldGiveWhatMatchMakesOfTheEditedStream() throws Exception {
        long seed = Long.getLong("everbook.seed", System.nanoTime());
        System.out.println("ReplayWhatIfTest -Deverbook.seed=" + seed);
        Random random = new Random(seed);
        List<String> commands = commands(random, 300);
        Files.write(directory.resolve("stream.jsonl"), commands);
        session.type("everbook match stream.jsonl --data stream");
        for (int round = 0; round < 3; round++) {
            int dropped = 1 + random.nextInt(200);
            int before = dropped + 1 + random.nextInt(50);
            Files.write(directory.resolve("added.jsonl"), commands(random, 2));
            List<String> edited =
                    edited(commands, dropped, before, Files.readAllLines(directory.resolve("added.jsonl")));
            Files.write(directory.resolve("edited.jsonl"), edited);

            List<String> lines = session.type("everbook replay what-if --data stream --json --drop " + dropped
                    + " --insert-before " + before + " added.jsonl");
            List<String> fresh = session.type("everbook match edited.jsonl --data edited" + round);

            String summary = lines.get(lines.size() - 1);
            String digest = fresh.stream()
                    .filter(line -> line.startsWith("BTC-USD sequence=301 digest="))
                    .findFirst()
                    .orElseThrow()
                    .substring(28);
            assertThat(summary.substring(summary.lastIndexOf("\"changed\"")))
                    .as("seed=%d", seed)
                    .startsWith("\"changed\":{\"sequence\":301,\"digest\":\"" + digest + "\"");
            assertThat(summary.substring(summary.lastIndexOf("\"bids\"")))
                    .as("seed=%d", seed)
                    .isEqualTo(book("edited" + round));
        }
    }

    /** The levels as they are when nothing is changed. */
    private String book(String data) throws Exception {
        List<String> lines = session.type("everbook replay what-if --json --data " + data);
        assertThat(lines).hasSize(1);
        return lines.get(0).substring(lines.get(0).lastIndexOf("\"bids\""));
    }

    private static List<String> commands(Random random, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int participant = 1 + random.nextInt(4);
            String named = "\"participant\":" + participant;
            int kind = random.nextInt(10);
            String order = ",\"orderId\":" + (1 + random.nextInt(i));
            String price = ",\"price\":\"" + (100 + random.nextInt(10)) + ".00\"";
            String quantity = ",\"quantity\":\"" + (1 + random.nextInt(9)) + "\"";
            String line = kind < 7
                    ? "{\"type\":\"new\"," + named + ",\"side\":\"" + (random.nextBoolean() ? "buy" : "sell") + "\""
                            + price + quantity
                    : kind < 9
                            ? "{\"type\":\"cancel\"," + named + order
                            : "{\"type\":\"replace\"," + named + order + price + quantity;
            lines.add(line + ",\"timestamp\":" + (1_795_519_600_000_000_000L + i) + "}");
        }
        return lines;
    }

    /** Takes out one line and puts others before another, and lets later lines name orders by their new places. */
    private static List<String> edited(List<String> commands, int dropped, int before, List<String> added) {
        List<String> edited = new ArrayList<>();
        for (int number = 1; number <= commands.size(); number++) {
            if (number == before) {
                added.forEach(line -> edited.add(renamed(line, dropped, before)));
            }
            if (number != dropped) {
                edited.add(renamed(commands.get(number - 1), dropped, before));
            }
        }
        return edited;
    }

    private static String renamed(String line, int dropped, int before) {
        Matcher matcher = ORDER_ID.matcher(line);
        if (!matcher.find()) {
            return line;
        }
        long old = Long.parseLong(matcher.group(1));
        long place = old < dropped ? old : old == dropped ? Long.MAX_VALUE : old < before ? old - 1 : old + 1;
        return matcher.replaceFirst("\"orderId\":" + place);
    }
}
