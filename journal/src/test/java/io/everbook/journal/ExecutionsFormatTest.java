package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.RejectReason;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/executions-format.md against the code. */
final class ExecutionsFormatTest {

    private static final FormatPage PAGE = new FormatPage("executions-format.md");
    private static final String RECORD = "Event record: `EventDescriptor`";

    @Test
    void shouldNameTheMagicAndTheFrameKind() throws IOException {
        assertThat(PAGE.text()).contains("the ASCII bytes `EVBKEXEC`");
        assertThat(SegmentDescriptor.EXECUTIONS_MAGIC)
                .isEqualTo(Long.reverseBytes(
                        new BigInteger("EVBKEXEC".getBytes(StandardCharsets.US_ASCII)).longValueExact()));
        assertThat(PAGE.text()).contains("kind `EVENTS` (code " + FrameDescriptor.EVENTS + ")");
    }

    @Test
    void shouldDrawFrameAndRecordAsTheCodeLaysThemOut() throws Exception {
        Map<String, String> drawn = new TreeMap<>();
        for (String section : List.of("In the frame: `EventDescriptor`", RECORD)) {
            for (List<String> row : PAGE.rows(section)) {
                drawn.put(FormatPage.name(row.get(3)), row.get(0) + " " + row.get(1));
            }
        }
        for (String name : List.of("FIRST_INDEX", "COMPLETED", "END_INDEX", "TYPE", "VERSION", "COMMAND_TYPE")) {
            assertDrawn(drawn, name);
        }
        for (String name : List.of("SIDE", "PRESENCE", "TIMESTAMP")) {
            assertDrawn(drawn, name);
        }
        assertThat(drawn.get("RECORDS")).isEqualTo(EventDescriptor.RECORDS_OFFSET + " ");
        assertThat(drawn.get("FIELDS")).isEqualTo(EventDescriptor.FIELDS_OFFSET + " ");
        assertThat(PAGE.assertBits(RECORD, EventDescriptor.class)).isEqualTo((1 << 21) - 1);
        for (String name : List.of("PARTICIPANT_ID", "TRAITS", "REASONS", "STATES", "LIMITS")) {
            assertThat(drawn.get(name)).endsWith(" " + FormatPage.constant(EventDescriptor.class, name + "_SIZE"));
        }
    }

    @Test
    void shouldListEveryCode() throws IOException {
        TreeSet<String> code = new TreeSet<>();
        for (EventType value : EventType.values()) {
            code.add("type " + value.code() + " " + value);
        }
        for (CancelReason value : CancelReason.values()) {
            code.add("cancel reason " + value.code() + " " + value);
        }
        for (RejectReason value : RejectReason.values()) {
            code.add("reject reason " + value.code() + " " + value);
        }
        TreeSet<String> page = new TreeSet<>();
        for (List<String> row : PAGE.rows("Codes")) {
            if (FormatPage.isNumber(row.get(1))) {
                page.add(row.get(0) + " " + row.get(1) + " " + FormatPage.name(row.get(2)));
            }
        }
        assertThat(page).isEqualTo(code);
    }

    private static void assertDrawn(Map<String, String> drawn, String name) throws ReflectiveOperationException {
        int offset = FormatPage.constant(EventDescriptor.class, name + "_OFFSET");
        int size = FormatPage.constant(EventDescriptor.class, name + "_SIZE");
        assertThat(drawn.get(name)).as(name).isEqualTo(offset + " " + size);
    }
}
