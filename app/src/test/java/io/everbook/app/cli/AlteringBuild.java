package io.everbook.app.cli;

import io.everbook.app.dump.EventJsonDump;
import io.everbook.app.terminal.Terminal;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.stream.EventStream;
import io.everbook.replay.stream.StreamFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A build with other rules: the first event of command 3 has another quantity, all others are what they are here. */
final class AlteringBuild {

    private AlteringBuild() {}

    /**
     * Stands for {@code everbook replay events}.
     *
     * @param arguments its arguments
     */
    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        if (given.contains("--help")) {
            Terminal.OUT.println("      --unchecked");
            Terminal.OUT.flush();
            return;
        }
        Path data = Path.of(given.get(given.indexOf("--data") + 1));
        EventJsonDump out = new EventJsonDump(Terminal.OUT_STREAM);
        try (Storage storage = FileStorage.readOnly(data);
                EventStream stream = EventStream.open(storage, "BTC-USD", StreamFilter.ALL, false)) {
            out.define(stream.instrument());
            stream.run(
                    event -> {
                        boolean other = event.sequence() == 3 && event.indexInCommand() == 0;
                        event.quantityLots(event.quantityLots() + (other ? 1 : 0));
                        out.event(event);
                    },
                    ProgressListener.NONE);
        }
        out.flush();
    }
}
