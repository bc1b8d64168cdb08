package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import java.util.Random;
import net.openhft.chronicle.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CommandRecordPropertyTest {

    private final CommandRecord record = new CommandRecord();

    @Test
    void shouldReadEveryFieldOfEveryTypeAsItWasWritten() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("shouldReadEveryFieldOfEveryTypeAsItWasWritten seed=" + seed);
        Random random = new Random(seed);
        Command read = new Command();
        for (int i = 0; i < 20_000; i++) {
            Command written = Commands.random(random, 0);
            Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap(256);
            this.record.wrap(written).writeMarshallable(bytes);
            assertThat(bytes.readRemaining()).isLessThanOrEqualTo(CommandDescriptor.MAX_SIZE);
            byte[] record = bytes.toByteArray();
            assertThat(new CommandReader().read(record, 0, read)).isEqualTo(record.length);
            assertThat(Commands.text(read)).as("seed=%d", seed).isEqualTo(Commands.text(written));
        }
    }

    @ParameterizedTest
    @EnumSource(CommandType.class)
    void shouldWriteNothingButTypeAndTimeOfAnOtherwiseEmptyCommand(CommandType type) {
        Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap(256);
        record.wrap(new Command().clear().type(type).timestampNanos(5)).writeMarshallable(bytes);
        assertThat(bytes.readRemaining()).isEqualTo(CommandDescriptor.FIELDS_OFFSET);
        assertThat(bytes.readByte(CommandDescriptor.TYPE_OFFSET)).isEqualTo(type.code());
        assertThat(bytes.readByte(CommandDescriptor.VERSION_OFFSET)).isEqualTo(CommandDescriptor.VERSION);
    }

    @Test
    void shouldKeepACancelSmall() {
        Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap(256);
        record.wrap(Commands.cancel(5)).writeMarshallable(bytes);
        assertThat(bytes.readRemaining()).isEqualTo(24);
    }
}
