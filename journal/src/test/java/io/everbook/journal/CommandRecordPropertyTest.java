package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CommandRecordPropertyTest {

    private final byte[] record = new byte[CommandDescriptor.MAX_SIZE];

    @Test
    void shouldReadEveryFieldOfEveryTypeAsItWasWritten() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("shouldReadEveryFieldOfEveryTypeAsItWasWritten seed=" + seed);
        Random random = new Random(seed);
        Command read = new Command();
        for (int i = 0; i < 20_000; i++) {
            Command written = Commands.random(random, 0);
            int length = CommandRecord.write(record, 0, written);
            assertThat(new CommandReader().read(record, 0, read)).isEqualTo(length);
            assertThat(Commands.text(read)).as("seed=%d", seed).isEqualTo(Commands.text(written));
        }
    }

    @ParameterizedTest
    @EnumSource(CommandType.class)
    void shouldWriteNothingButTypeAndTimeOfAnOtherwiseEmptyCommand(CommandType type) {
        Command command = new Command().clear().type(type).timestampNanos(5);
        assertThat(CommandRecord.write(record, 0, command)).isEqualTo(CommandDescriptor.FIELDS_OFFSET);
        assertThat(record[CommandDescriptor.TYPE_OFFSET]).isEqualTo(type.code());
        assertThat(record[CommandDescriptor.VERSION_OFFSET]).isEqualTo(CommandDescriptor.VERSION);
    }

    @Test
    void shouldKeepACancelSmall() {
        assertThat(CommandRecord.write(record, 0, Commands.cancel(5))).isEqualTo(24);
    }
}
