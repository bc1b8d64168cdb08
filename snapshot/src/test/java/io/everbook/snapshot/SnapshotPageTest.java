package io.everbook.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.WriteBytesMarshallable;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/snapshot-format.md against the code. */
final class SnapshotPageTest {

    private static final Path PAGE = Path.of("..", "docs", "snapshot-format.md");
    private static final Pattern ROW =
            Pattern.compile("\\| ([0-9]+) \\| ([0-9]*)( and more)? ?\\| (.*) \\| `([A-Z_]+)` \\|");

    @Test
    void shouldDrawTheFileAsTheCodeLaysItOut() throws Exception {
        assertOffsets("## File", SnapshotDescriptor.class);
        byte[] magic = "EVBKSNAP".getBytes(StandardCharsets.US_ASCII);
        assertThat(ByteBuffer.wrap(magic).order(ByteOrder.LITTLE_ENDIAN).getLong())
                .isEqualTo(SnapshotDescriptor.MAGIC);
        assertThat(page())
                .contains("format version, " + SnapshotDescriptor.VERSION)
                .contains("at most " + SnapshotDescriptor.MAX_HEADER_LENGTH)
                .contains("The first " + SnapshotDescriptor.HEADER_OFFSET + " bytes");
        assertThat(SnapshotDescriptor.TRAILER_LENGTH).isEqualTo(SnapshotDescriptor.CHECKSUM_OFFSET + Integer.BYTES);
    }

    @Test
    void shouldDrawTheRecordsAsTheCodeLaysThemOut() throws Exception {
        assertOffsets("## Participant record", ParticipantDescriptor.class);
        assertOffsets("## Order record", OrderDescriptor.class);
        int flags = 0;
        for (Row row : rows("## Order record")) {
            if (!declares(OrderDescriptor.class, row.constant + "_OFFSET")) {
                assertThat(constant(OrderDescriptor.class, row.constant)).isEqualTo(1 << row.offset);
                flags |= 1 << row.offset;
            }
        }
        assertThat(flags).isEqualTo(0xFF);
    }

    @Test
    void shouldWriteEachFieldWhereTheTablesSay() {
        ParticipantRecord participant = new ParticipantRecord();
        participant.participantId = 77;
        participant.lastRequestId = 88;
        participant.state = ParticipantState.DISABLED;
        ByteBuffer bytes = encode(participant);
        assertThat(bytes.limit()).isEqualTo(ParticipantDescriptor.LENGTH);
        assertThat(bytes.get(ParticipantDescriptor.TYPE_OFFSET)).isEqualTo(ParticipantDescriptor.TYPE);
        assertThat(bytes.get(ParticipantDescriptor.VERSION_OFFSET)).isEqualTo(ParticipantDescriptor.VERSION);
        assertThat(bytes.getInt(ParticipantDescriptor.PARTICIPANT_ID_OFFSET)).isEqualTo(77);
        assertThat(bytes.getLong(ParticipantDescriptor.LAST_REQUEST_ID_OFFSET)).isEqualTo(88);
        assertThat(bytes.get(ParticipantDescriptor.STATE_OFFSET)).isEqualTo((byte) 2);

        OrderRecord order = new OrderRecord();
        order.order = order();
        bytes = encode(order);
        assertThat(bytes.limit()).isEqualTo(OrderDescriptor.PARTS_OFFSET + Long.BYTES);
        assertThat(bytes.get(OrderDescriptor.TYPE_OFFSET)).isEqualTo(OrderDescriptor.TYPE);
        assertThat(bytes.get(OrderDescriptor.FLAGS_OFFSET)).isEqualTo((byte) OrderDescriptor.REQUEST_ID);
        assertThat(bytes.get(OrderDescriptor.SIDE_OFFSET)).isEqualTo(Side.SELL.code());
        assertThat(bytes.get(OrderDescriptor.TIME_IN_FORCE_OFFSET)).isEqualTo(TimeInForce.GTC.code());
        assertThat(bytes.getLong(OrderDescriptor.ORDER_ID_OFFSET)).isEqualTo(1);
        assertThat(bytes.getInt(OrderDescriptor.PARTICIPANT_ID_OFFSET)).isEqualTo(2);
        assertThat(bytes.getLong(OrderDescriptor.PRICE_OFFSET)).isEqualTo(3);
        assertThat(bytes.getLong(OrderDescriptor.QUANTITY_OFFSET)).isEqualTo(5);
        assertThat(bytes.getLong(OrderDescriptor.LEAVES_QUANTITY_OFFSET)).isEqualTo(4);
        assertThat(bytes.getLong(OrderDescriptor.TIMESTAMP_OFFSET)).isEqualTo(6);
        assertThat(bytes.getLong(OrderDescriptor.PARTS_OFFSET)).isEqualTo(7);
        order.order.displayQuantityLots = 3;
        order.order.shownQuantityLots = 2;
        order.order.triggerPriceTicks = 1;
        order.order.expireNanos = 1;
        order.order.memo.set(new byte[32], 0, 32);
        assertThat(encode(order).limit()).isEqualTo(OrderDescriptor.MAX_LENGTH);
    }

    @Test
    void shouldListTheFieldsOfTheHeader() throws IOException {
        Bytes<byte[]> bytes = Bytes.wrapForWrite(new byte[SnapshotDescriptor.MAX_HEADER_LENGTH]);
        MarketSummary[] summary = new MarketSummary[1];
        new Market(Markets.BTC_USD).visit(new SummaryOnly(summary));
        new SnapshotHeader(Markets.BTC_USD, 1, summary[0]).write(bytes);
        byte[] header = Arrays.copyOf(bytes.underlyingObject(), (int) bytes.writePosition());
        String raw = new String(header, StandardCharsets.ISO_8859_1);

        int at = -1;
        Matcher names = Pattern.compile("`([a-zA-Z]+)`").matcher(section("| Wire field", "## Participant"));
        int count = 0;
        while (names.find()) {
            int found = raw.indexOf(names.group(1), at + 1);
            assertThat(found).as(names.group(1)).isGreaterThan(at);
            at = found;
            count++;
        }
        assertThat(count).isEqualTo(20);
    }

    @Test
    void shouldFitTheLongestHeader() {
        Instrument longest =
                new Instrument("ABCDEFGHIJKLMNOPQRSTUVWX", Markets.BTC_USD.tick(), Markets.BTC_USD.lot(), 1 << 27);
        Bytes<byte[]> bytes = Bytes.wrapForWrite(new byte[SnapshotDescriptor.MAX_HEADER_LENGTH]);
        MarketSummary[] summary = new MarketSummary[1];
        new Market(longest).visit(new SummaryOnly(summary));
        new SnapshotHeader(longest, Long.MAX_VALUE, summary[0]).write(bytes);
        assertThat(bytes.writePosition()).isLessThan(1024);
    }

    private static RestingOrder order() {
        RestingOrder order = new RestingOrder();
        order.orderId = 1;
        order.participantId = 2;
        order.priceTicks = 3;
        order.leavesQuantityLots = 4;
        order.shownQuantityLots = 4;
        order.quantityLots = 5;
        order.timestampNanos = 6;
        order.requestId = 7;
        order.side = Side.SELL;
        order.orderType = OrderType.LIMIT;
        order.timeInForce = TimeInForce.GTC;
        order.selfTradePrevention = SelfTradePrevention.NONE;
        return order;
    }

    private static ByteBuffer encode(WriteBytesMarshallable record) {
        byte[] array = new byte[256];
        Bytes<byte[]> bytes = Bytes.wrapForWrite(array);
        record.writeMarshallable(bytes);
        return ByteBuffer.wrap(array, 0, (int) bytes.writePosition()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A row of a byte table; its number is an offset, or a bit. */
    private record Row(int offset, int size, String constant) {}

    private static void assertOffsets(String title, Class<?> descriptor) throws Exception {
        Set<String> drawn = new TreeSet<>();
        int end = 0;
        for (Row row : rows(title)) {
            String constant = row.constant + "_OFFSET";
            if (declares(descriptor, constant)) {
                assertThat(row.offset).as(constant).isEqualTo(constant(descriptor, constant));
                assertThat(row.offset).as(constant).isIn(end, 0);
                end = row.offset + row.size;
                drawn.add(constant);
            }
        }
        Set<String> declared = new TreeSet<>();
        for (Field field : descriptor.getDeclaredFields()) {
            if (field.getName().endsWith("_OFFSET")) {
                declared.add(field.getName());
            }
        }
        assertThat(drawn).isEqualTo(declared);
    }

    private static boolean declares(Class<?> descriptor, String name) {
        return Arrays.stream(descriptor.getDeclaredFields())
                .anyMatch(field -> field.getName().equals(name));
    }

    private static int constant(Class<?> descriptor, String name) throws ReflectiveOperationException {
        return ((Number) descriptor.getDeclaredField(name).get(null)).intValue();
    }

    private static List<Row> rows(String title) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : section(title, "\n## ").split("\n")) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                int size = matcher.group(2).isEmpty() ? 0 : Integer.parseInt(matcher.group(2));
                rows.add(new Row(Integer.parseInt(matcher.group(1)), size, matcher.group(5)));
            }
        }
        assertThat(rows).as(title).isNotEmpty();
        return rows;
    }

    private static String section(String from, String to) throws IOException {
        String page = page();
        int start = page.indexOf(from);
        assertThat(start).as(from).isNotNegative();
        int end = page.indexOf(to, start);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }
}
