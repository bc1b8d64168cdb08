package io.everbook.app.it;

import io.everbook.app.demo.TraderFlow;
import io.everbook.app.json.CommandWriter;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Generated commands as JSON Lines, one string each; the same seed gives the same lines. */
final class CommandStream {

    static final Instrument INSTRUMENT = Instrument.of("BTC-USD", "0.01", "0.00000001");

    private CommandStream() {}

    static List<String> lines(long seed, int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CommandWriter writer = new CommandWriter(bytes);
        TraderFlow flow = new TraderFlow(seed);
        Command command = new Command();
        for (int i = 0; i < count; i++) {
            flow.next(command);
            writer.write(command, INSTRUMENT);
        }
        writer.flush();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** {@return an event line without its time stamp, which differs from run to run} */
    static String withoutTimestamp(String event) {
        return event.replaceFirst(",\"timestamp\":\\d+}$", "}");
    }
}
