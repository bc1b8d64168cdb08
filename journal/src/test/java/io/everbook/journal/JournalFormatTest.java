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
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/journal-format.md against the code. */
final class JournalFormatTest {

    private static final Path PAGE = Path.of("..", "docs", "journal-format.md");

    @Test
    void shouldDrawTheSegmentHeaderAsTheCodeLaysItOut() throws Exception {
        assertOffsets("Segment header: `SegmentDescriptor`", SegmentDescriptor.class);
        assertThat(text()).contains("magic: the ASCII bytes `EVBKJRNL`");
        assertThat(SegmentDescriptor.MAGIC)
                .isEqualTo(Long.reverseBytes(
                        new BigInteger("EVBKJRNL".getBytes(StandardCharsets.US_ASCII)).longValueExact()));
    }

    @Test
    void shouldDrawTheFrameAsTheCodeLaysItOut() throws Exception {
        assertOffsets("Frame: `FrameDescriptor`", FrameDescriptor.class);
        assertThat(text())
                .contains("at most " + String.format(Locale.ROOT, "%,d", FrameDescriptor.MAX_LENGTH) + " bytes");
        assertThat(text()).contains("| `COMMANDS` | " + FrameDescriptor.COMMANDS + " |");
        assertThat(text()).contains("| `CHECKPOINT` | " + FrameDescriptor.CHECKPOINT + " |");
    }

    @Test
    void shouldDrawTheCommandRecordAsTheCodeLaysItOut() throws Exception {
        assertOffsets("Command record: `CommandDescriptor`", CommandDescriptor.class);
        int bits = 0;
        for (List<String> row : rows("Command record: `CommandDescriptor`")) {
            if (!isNumber(row.get(0)) || !row.get(3).startsWith("`") || !hasConstant(row.get(3))) {
                continue;
            }
            int bit = 1 << Integer.parseInt(row.get(0));
            assertThat(constant(CommandDescriptor.class, name(row.get(3))))
                    .as(row.get(3))
                    .isEqualTo(bit);
            bits |= bit;
        }
        assertThat(bits).isEqualTo(0xFFFF);
    }

    @Test
    void shouldListTheSizesOfFields() throws Exception {
        Map<String, String> sizes = new TreeMap<>();
        for (List<String> row : rows("Command record: `CommandDescriptor`")) {
            sizes.put(name(row.get(row.size() - 1)), row.get(1));
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
        for (List<String> row : rows("Codes")) {
            if (isNumber(row.get(1))) {
                page.add(row.get(0) + " " + row.get(1) + " " + name(row.get(2)));
            }
        }
        assertThat(page).isEqualTo(code);
    }

    /** Each row that names an offset of the class must have its value and size, and no offset may be left out. */
    private static void assertOffsets(String section, Class<?> descriptor) throws Exception {
        TreeSet<String> drawn = new TreeSet<>();
        for (List<String> row : rows(section)) {
            String name = name(row.get(row.size() - 1));
            String constant = name.equals("HEADER") ? "HEADER_SIZE" : name + "_OFFSET";
            if (!isNumber(row.get(0)) || !declares(descriptor, constant)) {
                continue;
            }
            drawn.add(constant);
            assertThat(Integer.parseInt(row.get(0))).as(constant).isEqualTo(constant(descriptor, constant));
            if (declares(descriptor, name + "_SIZE") && !name.equals("HEADER")) {
                assertThat(Integer.parseInt(row.get(1))).as(name).isEqualTo(constant(descriptor, name + "_SIZE"));
            }
        }
        for (Field field : descriptor.getDeclaredFields()) {
            if (field.getName().endsWith("_OFFSET")) {
                assertThat(drawn).contains(field.getName());
            }
        }
    }

    private static List<List<String>> rows(String section) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : text().split("\n")) {
            if (line.startsWith("#")) {
                inside = line.endsWith("# " + section);
            } else if (inside && line.startsWith("|")) {
                List<String> cells = new ArrayList<>();
                for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
                    cells.add(cell.strip());
                }
                rows.add(cells);
            }
        }
        assertThat(rows).as(section).isNotEmpty();
        return rows;
    }

    private static String text() throws IOException {
        return Files.readString(PAGE);
    }

    private static String name(String cell) {
        int start = cell.indexOf('`');
        return start < 0 ? cell : cell.substring(start + 1, cell.indexOf('`', start + 1));
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[0-9]+");
    }

    private static boolean hasConstant(String cell) {
        return declares(CommandDescriptor.class, name(cell))
                && !declares(CommandDescriptor.class, name(cell) + "_OFFSET");
    }

    private static boolean declares(Class<?> descriptor, String name) {
        for (Field field : descriptor.getDeclaredFields()) {
            if (field.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static int constant(Class<?> descriptor, String name) throws ReflectiveOperationException {
        return descriptor.getDeclaredField(name).getInt(null);
    }
}
