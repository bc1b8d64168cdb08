package io.everbook.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the tests of the book print when market and oracle differ must be what match takes. */
final class OracleLinesTest {

    @Test
    void shouldReadWhatAFailingStreamPrints() throws IOException {
        long seed = Long.getLong("everbook.oracle.seed", System.nanoTime());
        System.out.println("oracle lines: -Deverbook.oracle.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            Instrument instrument = Instrument.of("ORACLE", "0.01", random.nextBoolean() ? "0.025" : "0.00000001");
            assertReadBack(RandomStream.of(random.nextLong(), 500, instrument), instrument);
        }
    }

    private static void assertReadBack(RandomStream stream, Instrument instrument) throws IOException {
        byte[] text = stream.text().getBytes(StandardCharsets.UTF_8);
        TestInstruments directory = TestInstruments.of();
        CommandReader reader = new CommandReader(new ByteArrayInputStream(text), directory);
        Command read = new Command();
        assertThat(reader.next(read)).isEqualTo(CommandReader.Kind.INSTRUMENT);
        assertThat(reader.instrument()).isEqualTo(instrument);
        directory.add(instrument);
        for (Command command : stream.commands()) {
            assertThat(reader.next(read)).isEqualTo(CommandReader.Kind.COMMAND);
            assertThat(CommandText.of(read)).isEqualTo(CommandText.of(command.marketIndex(0)));
        }
        assertThat(reader.next(read)).isEqualTo(CommandReader.Kind.END);
    }
}
