package io.everbook.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.Logging;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.json.InvalidLineException;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.pipeline.BookQuery;
import io.everbook.journal.JournalRetention;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** JSON Lines in, JSON Lines out, through a real engine: what is read is answered, however the stream ends. */
@Timeout(300)
class JsonLinesGatewayTest {

    private static final String BUY =
            "{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}\n";
    private static final String BOOK = "{\"type\":\"book\"}\n";
    private static final String ETH =
            "{\"type\":\"instrument\",\"symbol\":\"ETH-USD\",\"tick\":\"0.01\",\"lot\":\"0.001\"}\n";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private JsonLinesGateway gateway = new JsonLinesGateway(out, true, false);

    @Test
    void shouldAnswerEverythingBeforeALineThatIsNoCommand() {
        assertThatThrownBy(() -> pump(BUY.repeat(300) + "{\"type\":\"new\"\n" + BUY))
                .isInstanceOf(InvalidLineException.class)
                .hasMessageStartingWith("line 301: ");
        assertThat(lines()).hasSize(300).allMatch(line -> line.contains("\"event\":\"accepted\""));
        assertThat(gateway.submitted()).isEqualTo(300);
        assertThat(gateway.events()).isEqualTo(300);
    }

    @Test
    void shouldStopReadingWhereItsOutputIsClosed() {
        gateway = new JsonLinesGateway(new ClosedPipe(), true, false);
        assertThatThrownBy(() -> pump(BUY.repeat(50_000)))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("Broken pipe");
        assertThat(gateway.submitted()).isLessThan(50_000);
    }

    @Test
    void shouldDefineNothingForAnEmptyStream() throws IOException {
        pump("");
        pump("\n \n");
        assertThat(lines()).isEmpty();
        assertThat(directory.resolve("journals")).doesNotExist();
    }

    @Test
    void shouldTakeBitcoinForTheInstrumentWhereNothingIsDefined() throws IOException {
        pump(BUY + BUY.replace("{", "{\"symbol\":\"BTC-USD\","));
        assertThat(lines()).hasSize(2).allMatch(line -> line.contains("\"symbol\":\"BTC-USD\""));
    }

    @Test
    void shouldTakeTheOnlyInstrumentWhereOneIsDefined() throws IOException {
        pump(ETH + BUY);
        assertThat(lines()).hasSize(1).allMatch(line -> line.contains("\"symbol\":\"ETH-USD\""));
        assertThatThrownBy(() -> pump(BUY.replace("{", "{\"symbol\":\"BTC-USD\",")))
                .as("the data directory defines another")
                .isInstanceOf(InvalidLineException.class)
                .hasMessageContaining("unknown symbol \"BTC-USD\"");
    }

    @Test
    void shouldNotGuessWhereInstrumentsAreGiven() {
        gateway = new JsonLinesGateway(out, false, false);
        assertThatThrownBy(() -> pump(BUY)).isInstanceOf(InvalidLineException.class);
    }

    @Test
    void shouldNameTheLineOfAnInstrumentDefinedTwice() {
        assertThatThrownBy(() -> pump(ETH + ETH + ETH.replace("0.001", "0.01")))
                .isInstanceOf(InvalidLineException.class)
                .hasMessageStartingWith("line 3: ")
                .hasMessageContaining("already defined differently");
    }

    @Test
    void shouldGoOnWithAStreamThatWasInterrupted() throws IOException {
        String btc = BUY.replace("{", "{\"symbol\":\"BTC-USD\",");
        String eth = BUY.replace("{", "{\"symbol\":\"ETH-USD\",");
        String bookOfBtc = BOOK.replace("{", "{\"symbol\":\"BTC-USD\",");
        String instruments = ETH + ETH.replace("ETH", "BTC");
        pump(instruments + btc + bookOfBtc + eth + btc);
        out.reset();
        gateway = new JsonLinesGateway(out, true, true);
        pump(instruments + btc + bookOfBtc + eth + btc + bookOfBtc + btc + eth + eth);
        assertThat(gateway.skipped())
                .as("three commands and the query between them")
                .isEqualTo(4);
        assertThat(lines()).hasSize(4);
        assertThat(lines().get(0)).contains("\"event\":\"book\"", "\"sequence\":2");
        assertThat(lines().get(1)).contains("BTC-USD", "\"sequence\":3");
        assertThat(lines().get(2)).contains("ETH-USD", "\"sequence\":2");
        assertThat(lines().get(3)).contains("ETH-USD", "\"sequence\":3");
    }

    @Test
    void shouldNotWriteTheAnswersOfOthers() throws IOException {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        try (Engine engine = start()) {
            engine.addInstrument(Instrument.of("BTC-USD", "0.01", "0.00000001"));
            BookQuery query = answer::complete;
            engine.submit(new Command()
                    .clear()
                    .type(CommandType.QUERY_BOOK)
                    .marketIndex(0)
                    .attachment(query));
            gateway.pump(stream(BUY));
        }
        assertThat(answer).isCompleted();
        assertThat(lines()).hasSize(1);
    }

    @Test
    void shouldNotWaitForAnswersThatCannotCome() throws IOException {
        try (Engine engine = start()) {
            gateway.pump(stream(BUY));
            engine.halt();
            assertThatThrownBy(() -> gateway.pump(stream(BUY)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the engine was halted");
        }
    }

    private void pump(String text) throws IOException {
        try (Engine engine = start()) {
            gateway.pump(stream(text));
            assertThat(engine.fault()).isNull();
        }
    }

    private Engine start() {
        Configuration defaults = Configuration.defaults();
        Configuration configuration = new Configuration(
                new Configuration.Persistence(
                        true, directory, 100, 15, 0, 5, 1_000_000, JournalRetention.DELETE, 1 << 20),
                List.of(),
                1,
                256,
                256,
                defaults.waitStrategy(),
                defaults.stages(),
                defaults.http(),
                Logging.DEFAULTS,
                BackupSchedule.DEFAULTS,
                AuditRetention.DEFAULTS);
        Engine engine = Engine.start(configuration, EngineProbe.NONE, List.of(gateway));
        gateway.serve(engine);
        engine.serve(List.of());
        return engine;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class ClosedPipe extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
