package io.everbook.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds docs/commands.md against the code. */
final class CommandsDocumentTest {

    private static final Set<String> OF_EVERY_COMMAND = Set.of("type", "symbol", "timestamp", "refusal");
    private static final Set<String> OF_EVERY_EVENT =
            Set.of("event", "symbol", "sequence", "index", "last", "timestamp");

    private final CommandsDocument document = CommandsDocument.read("docs/commands.md");

    @ParameterizedTest
    @EnumSource
    void shouldListFieldsOfCommand(CommandSchema schema) {
        String section = "### `" + schema.jsonName() + "`";
        List<CommandsDocument.Row> rows = document.table("## Commands", section);
        Set<String> documented = names(rows);
        Set<String> known = schema.fields().stream().map(Field::jsonName).collect(Collectors.toSet());
        if (documented.contains("symbol") || documented.contains("timestamp")) {
            known.remove("type");
            known.remove(documented.contains("symbol") ? "timestamp" : "symbol");
            known.remove("refusal");
        } else {
            known.removeAll(OF_EVERY_COMMAND);
        }
        assertThat(documented).isEqualTo(known);
        for (CommandsDocument.Row row : rows) {
            Field field = Field.ofName(row.name());
            assertThat(row.flag()).as(row.name()).isEqualTo(schema.required().contains(field) ? "yes" : "no");
            if (field.kind() == Field.Kind.INTEGER && schema != CommandSchema.INSTRUMENT) {
                assertThat(row.value()).isEqualTo(field.min() + " to " + field.max());
            }
        }
    }

    @Test
    void shouldListEveryCommandAndEvent() {
        Set<String> commands = Set.copyOf(Vocabularies.COMMANDS.words());
        assertThat(document.quotedHeadings("## Commands")).isEqualTo(commands);
        Set<String> events = Set.copyOf(Vocabularies.EVENTS.words());
        assertThat(document.quotedHeadings("## Events")).isEqualTo(events);
    }

    @Test
    void shouldListWordsOfNewOrder() {
        List<CommandsDocument.Row> rows = document.table("## Commands", "### `new`");
        assertWords(rows, "side", Vocabularies.SIDES);
        assertWords(rows, "orderType", Vocabularies.ORDER_TYPES);
        assertWords(rows, "timeInForce", Vocabularies.TIMES_IN_FORCE);
        assertWords(rows, "selfTradePrevention", Vocabularies.SELF_TRADE_PREVENTIONS);
        assertWords(document.table("## Commands", "### `instrument-state`"), "state", Vocabularies.INSTRUMENT_STATES);
        assertWords(document.table("## Commands", "### `participant-state`"), "state", Vocabularies.PARTICIPANT_STATES);
    }

    @ParameterizedTest
    @EnumSource
    void shouldListFieldsOfEvent(EventType type) throws IOException {
        String section = "### `" + Vocabularies.EVENTS.word(type) + "`";
        List<CommandsDocument.Row> rows = document.table("## Events", section);
        assertThat(names(rows)).isEqualTo(written(EventExamples.full(type)));
        Set<String> always = rows.stream()
                .filter(row -> row.flag().equals("yes"))
                .map(CommandsDocument.Row::name)
                .collect(Collectors.toCollection(TreeSet::new));
        ExecutionEvent bare = EventExamples.bare(type);
        boolean needsInstrument = type != EventType.REJECTED && type != EventType.STOPPED;
        assertThat(always).isEqualTo(written(needsInstrument ? bare.marketIndex(0) : bare));
    }

    @Test
    void shouldListReasonsWithTheirText() {
        List<CommandsDocument.Row> rejects = document.table("## Reject reasons", "## Reject reasons");
        assertThat(rejects).hasSameSizeAs(RejectReason.values());
        for (RejectReason reason : RejectReason.values()) {
            assertThat(rejects.get(reason.ordinal()).name()).isEqualTo(reason.name());
            assertThat(rejects.get(reason.ordinal()).value()).isEqualTo(reason.text());
        }
        List<CommandsDocument.Row> cancels = document.table("## Cancel reasons", "## Cancel reasons");
        assertThat(cancels.stream().map(CommandsDocument.Row::name).toList())
                .isEqualTo(Arrays.stream(CancelReason.values()).map(Enum::name).toList());
    }

    @Test
    void shouldShowExamplesAsTheyRun() throws IOException {
        List<String> commands = document.blocks("```json commands");
        List<String> events = document.blocks("```json events");
        assertThat(commands).hasSize(2).hasSameSizeAs(events);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(comparable(DocumentedMarkets.run(commands.get(i)))).isEqualTo(comparable(events.get(i)));
        }
    }

    @Test
    void shouldShowErrorsAsTheyRead() {
        String header = "{\"type\":\"instrument\",\"symbol\":\"BTC-USD\",\"tick\":\"0.01\",\"lot\":\"0.00000001\"}\n";
        String[] examples = document.blocks("```").get(0).split("\n\n");
        assertThat(examples).hasSizeGreaterThan(5);
        for (String example : examples) {
            String[] lines = example.split("\n");
            assertThat(lines[1]).isEqualTo(DocumentedMarkets.fault(header + lines[0] + "\n"));
        }
    }

    private static String comparable(String events) {
        return events.replaceAll(",\"timestamp\":[0-9]+", "")
                .replaceAll("\"digest\":\"[0-9a-f]{16}\"", "\"digest\":\"\"")
                .strip();
    }

    private static <E extends Enum<E>> void assertWords(
            List<CommandsDocument.Row> rows, String field, Vocabulary<E> vocabulary) {
        CommandsDocument.Row row = rows.stream()
                .filter(candidate -> candidate.name().equals(field))
                .findFirst()
                .orElseThrow();
        assertThat(row.value()).isEqualTo("`" + String.join("` `", vocabulary.words()) + "`");
    }

    private static Set<String> written(ExecutionEvent event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Instrument instrument = Instrument.of("BTC-USD", "0.01", "0.00000001");
        EventWriter writer = new EventWriter(out, TestInstruments.of(instrument));
        writer.write(event);
        writer.flush();
        JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        Set<String> names = new HashSet<>();
        json.fieldNames().forEachRemaining(names::add);
        names.removeAll(OF_EVERY_EVENT);
        return names;
    }

    private static Set<String> names(List<CommandsDocument.Row> rows) {
        return rows.stream().map(CommandsDocument.Row::name).collect(Collectors.toSet());
    }
}
