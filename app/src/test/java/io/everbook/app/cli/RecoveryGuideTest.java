package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types every command of docs/recovery-guide.md and holds what the page shows against what is printed: each line shown
 * must be among the output, in order; three dots stand for anything. A section begins with the sample of the first.
 */
class RecoveryGuideTest {

    private static final Path PAGE = Path.of("..", "docs", "recovery-guide.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\n(.*?)^```$");
    private static final String PROMPT = "$ ";

    @TempDir
    private Path directory;

    private GuideSession session;

    @BeforeEach
    void open() throws IOException {
        session = new GuideSession(directory);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldShowWhatIsPrinted() throws IOException {
        String page = Files.readString(PAGE);
        Matcher first = BLOCK.matcher(page);
        assertThat(first.find()).isTrue();
        String sample = first.group(1);
        List<DynamicTest> tests = new ArrayList<>();
        for (String section : page.split("(?m)^(?=##+ )")) {
            Matcher block = BLOCK.matcher(section);
            List<String> blocks = new ArrayList<>();
            while (block.find()) {
                blocks.add(block.group(1));
            }
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

    private void check(String title, List<String> blocks) throws Exception {
        session.clear();
        for (String block : blocks) {
            check(title, session, block.lines().toList());
        }
    }

    private static void check(String title, GuideSession session, List<String> lines) throws Exception {
        List<String> output = List.of();
        int next = 0;
        for (String line : lines) {
            if (line.startsWith(PROMPT)) {
                output = session.type(line.substring(PROMPT.length()));
                next = 0;
                continue;
            }
            Pattern shown = Pattern.compile(Pattern.quote(line.stripTrailing()).replace("...", "\\E.*\\Q"));
            int at = next;
            while (at < output.size()
                    && !shown.matcher(output.get(at).stripTrailing()).matches()) {
                at++;
            }
            assertThat(at)
                    .as("%s%nshows: %s%nprinted: %s", title, line, String.join("\n", output))
                    .isLessThan(output.size());
            next = at + 1;
        }
    }
}
