package io.everbook.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.journal.AuditLogWriter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the tables and figures of docs/audit.md against the code. */
class AuditFormatTest {

    private static final Path PAGE = Path.of("..", "docs", "audit.md");
    private static final Pattern LAYOUT = Pattern.compile("\\| (\\d+) \\| (\\d*) ?\\| .* \\| `([A-Z_]+)` \\|");
    private static final Pattern KIND = Pattern.compile("\\| (\\d+) \\| `([a-z-]+)` \\| (\\w+) \\| .* \\|");

    @Test
    void shouldDrawTheRecordAsTheCodeLaysItOut() throws Exception {
        TreeMap<String, Integer> drawn = new TreeMap<>();
        for (Matcher row : rows(LAYOUT)) {
            drawn.put(row.group(3) + "_OFFSET", Integer.parseInt(row.group(1)));
            if (!row.group(2).isEmpty()) {
                drawn.put(row.group(3) + "_SIZE", Integer.parseInt(row.group(2)));
            }
        }
        TreeMap<String, Integer> laidOut = new TreeMap<>();
        for (Field field : AuditDescriptor.class.getDeclaredFields()) {
            if (field.getType() == int.class) {
                laidOut.put(field.getName(), field.getInt(null));
            }
        }
        assertThat(drawn).isEqualTo(laidOut);
    }

    @Test
    void shouldListEveryKindWithItsCodeAndHowItIsKept() throws IOException {
        List<String> listed = new ArrayList<>();
        for (Matcher row : rows(KIND)) {
            listed.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
        }
        List<String> known = new ArrayList<>();
        for (AuditKind kind : AuditKind.values()) {
            known.add(kind.code() + " " + kind.word() + " "
                    + kind.keeping().name().toLowerCase(Locale.ROOT));
        }
        assertThat(listed).isEqualTo(known);
    }

    @Test
    void shouldNameEveryFinding() throws IOException {
        String page = Files.readString(PAGE);
        for (AuditFinding.Code code : AuditFinding.Code.values()) {
            if (code != AuditFinding.Code.UNREADABLE) {
                assertThat(page).contains("`" + code + "`");
            }
        }
    }

    @Test
    void shouldTellTheBoundsOfTheCode() throws IOException {
        assertThat(Files.readString(PAGE).replaceAll("\\s+", " "))
                .contains("at most " + String.format(Locale.ROOT, "%,d", AuditLogWriter.MAX_RECORD_BYTES))
                .contains("closed at " + (AuditLog.OPTIONS.segmentBytes() >> 20) + " MiB")
                .contains("the first " + AuditCounts.SINGLE_BURST + ", and one a second")
                .contains("the " + AuditCounts.NAMED_SOURCES + " sources with the most")
                .contains("At most " + String.format(Locale.ROOT, "%,d", AuditCounts.MAX_SOURCES) + " sources")
                .contains("of at most " + AccessStatistics.KEYS_AT_ONCE + " keys at once")
                .contains("every " + AuditCounts.INTERVAL_NANOS / 1_000_000_000 + " seconds the "
                        + AuditCounts.NAMED_SOURCES)
                .contains("every " + AuditJournal.RETRY_NANOS / 1_000_000_000 + " seconds the journal")
                .contains("line of " + AuditText.MAX_DETAIL + " characters");
        assertThat(AuditCounts.SINGLES_PER_SECOND).isEqualTo(1);
    }

    private static List<Matcher> rows(Pattern pattern) throws IOException {
        List<Matcher> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                rows.add(matcher);
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }
}
