package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Types every command of docs/recovery-guide.md and holds what the page shows against what is printed: each line shown
 * must be among the output, in order; three dots stand for anything. A section begins with the sample of the first.
 */
class RecoveryGuideTest {

    private static final Path PAGE = Path.of("..", "docs", "recovery-guide.md");
    private static final String ORDER =
            "{\"type\":\"new\",\"participant\":1,\"side\":\"sell\",\"price\":\"100.00\",\"quantity\":\"2\"}";
    private static final int FIRST_PARTICIPANT = 60;

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void open() throws Exception {
        session = GuideSession.shared();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldShowWhatIsPrinted() throws IOException {
        String page = Files.readString(PAGE);
        String sample = GuideBlock.of(page).get(0);
        List<DynamicTest> tests = new ArrayList<>();
        for (String section : page.split("(?m)^(?=##+ )")) {
            List<String> blocks = GuideBlock.of(section);
            if (!blocks.isEmpty()) {
                blocks.remove(sample);
                blocks.add(0, sample);
                String title = section.lines().findFirst().orElse("");
                tests.add(DynamicTest.dynamicTest(title, () -> check(title, blocks)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(15);
        return tests.stream();
    }

    @Test
    void shouldNameEveryCodeOfAJournalFault() throws IOException {
        String page = Files.readString(PAGE);
        for (JournalException.Code code : JournalException.Code.values()) {
            assertThat(page).contains(code.name());
        }
    }

    /** What no command line can bring about is brought about here; the page quotes it in blocks without commands. */
    @Test
    void shouldQuoteWhatOnlyForgedFilesAndFullDisksSay() throws Exception {
        List<String> quotes = quotes();
        assertThat(quotes).hasSize(4);
        Files.write(directory.resolve("orders.jsonl"), Collections.nCopies(3, ORDER));
        String digest = session.type("everbook match orders.jsonl --data data").stream()
                .filter(line -> line.contains(" digest="))
                .reduce((first, last) -> last)
                .map(line -> line.replaceAll(".* digest=", ""))
                .orElseThrow();
        session.type("cp -r data newer; cp -r data changed; cp -r data forged; rm forged/snapshots/BTC-USD/*");
        GuideForgery.raiseVersion(directory.resolve("newer/journals/BTC-USD.journal"));
        GuideForgery.changeFirstFrame(directory.resolve("changed/executions/BTC-USD.executions"), FIRST_PARTICIPANT);
        GuideForgery.changeCheckpoints(
                directory.resolve("forged/journals/BTC-USD.journal"), Long.parseUnsignedLong(digest, 16));
        List<String> printed = new ArrayList<>(session.type("everbook match orders.jsonl --data newer"));
        printed.addAll(session.type("everbook match orders.jsonl --data forged"));
        printed.addAll(session.type("everbook journal verify --data changed"));
        assertThat(session.type("everbook journal verify --data changed --json"))
                .singleElement()
                .asString()
                .contains(
                        "\"difference\":{\"sequence\":1,\"index\":0,\"replayed\":{\"event\":\"accepted\"",
                        "\"logged\":{\"");
        Files.write(directory.resolve("many.jsonl"), Collections.nCopies(40_000, ORDER));
        EverbookProcess.Result full =
                EverbookProcess.runWithFileLimit(directory, 1_500, "", "match", "many.jsonl", "--data", "full");
        printed.addAll(full.faults());
        for (String quote : quotes) {
            Pattern quoted = Pattern.compile(Pattern.quote(quote).replace("...", "\\E.*\\Q"));
            assertThat(printed).as(quote).anyMatch(line -> quoted.matcher(line).find());
        }
    }

    private static List<String> quotes() throws IOException {
        List<String> quotes = new ArrayList<>();
        Matcher quote = Pattern.compile("(?ms)^```\n((?:(?!```).)*?)^```$|^```console.*?^```$")
                .matcher(Files.readString(PAGE));
        while (quote.find()) {
            if (quote.group(1) != null) {
                quotes.add(quote.group(1).stripTrailing());
            }
        }
        return quotes;
    }

    private void check(String title, List<String> blocks) throws Exception {
        session.clear();
        for (String block : blocks) {
            GuideBlock.check(title, session, block);
        }
    }
}
