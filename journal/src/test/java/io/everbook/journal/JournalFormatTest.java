package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/journal-format.md against the code. */
final class JournalFormatTest {

    private static final FormatPage PAGE = new FormatPage("journal-format.md");

    @Test
    void shouldDrawTheSegmentHeaderAsTheCodeLaysItOut() throws Exception {
        PAGE.assertOffsets("Segment header: `SegmentDescriptor`", SegmentDescriptor.class);
        assertThat(PAGE.text()).contains("magic: the ASCII bytes `EVBKJRNL`");
        assertThat(SegmentDescriptor.MAGIC)
                .isEqualTo(Long.reverseBytes(
                        new BigInteger("EVBKJRNL".getBytes(StandardCharsets.US_ASCII)).longValueExact()));
    }

    @Test
    void shouldDrawTheFrameAsTheCodeLaysItOut() throws Exception {
        PAGE.assertOffsets("Frame: `FrameDescriptor`", FrameDescriptor.class);
        assertThat(PAGE.text())
                .contains("at most " + String.format(Locale.ROOT, "%,d", FrameDescriptor.MAX_LENGTH) + " bytes");
        assertThat(PAGE.text()).contains("| `COMMANDS` | " + FrameDescriptor.COMMANDS + " |");
        assertThat(PAGE.text()).contains("| `CHECKPOINT` | " + FrameDescriptor.CHECKPOINT + " |");
    }

    @Test
    void shouldDrawTheCommandRecordAsTheCodeLaysItOut() throws Exception {
        PAGE.assertOffsets("Command record: `CommandDescriptor`", CommandDescriptor.class);
        assertThat(PAGE.assertBits("Command record: `CommandDescriptor`", CommandDescriptor.class))
                .isEqualTo(0xFFFF);
    }

    @Test
    void shouldListTheSizesOfFields() throws Exception {
        Map<String, String> sizes = new TreeMap<>();
        for (List<String> row : PAGE.rows("Command record: `CommandDescriptor`")) {
            sizes.put(FormatPage.name(row.get(row.size() - 1)), row.get(1));
        }
        assertThat(sizes)
                .containsEntry("PARTICIPANT_ID", "" + CommandDescriptor.PARTICIPANT_ID_SIZE)
                .containsEntry("TRAITS", "" + CommandDescriptor.TRAITS_SIZE)
                .containsEntry("STATES", "" + CommandDescriptor.STATES_SIZE)
                .containsEntry("REFUSAL", "" + CommandDescriptor.REFUSAL_SIZE)
                .containsEntry("LIMITS", "" + CommandDescriptor.LIMITS_SIZE)
                .containsEntry("MEMO", CommandDescriptor.MEMO_LENGTH_SIZE + " and more");
    }

    @Test
    void shouldListEveryCode() throws IOException {
        TreeSet<String> code = new TreeSet<>();
        for (CommandType value : CommandType.values()) {
            code.add("type " + value.code() + " " + value);
        }
        for (Side value : Side.values()) {
            code.add("side " + value.code() + " " + value);
        }
        for (OrderType value : OrderType.values()) {
            code.add("order type " + value.code() + " " + value);
        }
        for (TimeInForce value : TimeInForce.values()) {
            code.add("time in force " + value.code() + " " + value);
        }
        for (SelfTradePrevention value : SelfTradePrevention.values()) {
            code.add("self-trade prevention " + value.code() + " " + value);
        }
        for (InstrumentState value : InstrumentState.values()) {
            code.add("instrument state " + value.code() + " " + value);
        }
        for (ParticipantState value : ParticipantState.values()) {
            code.add("participant state " + value.code() + " " + value);
        }
        TreeSet<String> page = new TreeSet<>();
        for (List<String> row : PAGE.rows("Codes")) {
            if (FormatPage.isNumber(row.get(1))) {
                page.add(row.get(0) + " " + row.get(1) + " " + FormatPage.name(row.get(2)));
            }
        }
        assertThat(page).isEqualTo(code);
    }
}
