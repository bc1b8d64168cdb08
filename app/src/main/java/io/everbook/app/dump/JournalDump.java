package io.everbook.app.dump;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.stream.StreamFilter;
import java.util.List;
import java.util.function.LongConsumer;

/** Passes what a filter lets through from a journal to a writer. */
public final class JournalDump {

    private static final int COMMANDS_BETWEEN_REPORTS = 1 << 12;

    private final StreamFilter filter;
    private final DumpWriter writer;

    /**
     * Prepares a dump.
     *
     * @param filter what is shown
     * @param writer where
     */
    public JournalDump(StreamFilter filter, DumpWriter writer) {
        this.filter = filter;
        this.writer = writer;
    }

    /**
     * Dumps one symbol's journal, from its beginning or as far back as it reaches.
     *
     * @param storage the data directory; only read
     * @param symbol the symbol
     * @param progress is told how many commands were read, of how many
     * @return how many commands were shown
     * @throws JournalException where the journal is damaged; everything before the damage has been shown
     */
    public long run(Storage storage, String symbol, ProgressListener progress) {
        List<JournalSegment> segments = JournalCatalog.segments(storage, symbol);
        if (segments.isEmpty()) {
            return 0;
        }
        long from = Math.max(filter.fromSequence(), segments.get(0).firstSequence());
        try (JournalReader reader = JournalReader.open(storage, symbol, from)) {
            Instrument instrument = reader.instrument();
            writer.define(instrument);
            long last = Math.min(filter.toSequence(), JournalReader.lastSequence(storage, symbol));
            return run(reader, instrument, read -> progress.progress(read, Math.max(0, last - from + 1)));
        }
    }

    private long run(JournalReader reader, Instrument instrument, LongConsumer progress) {
        long read = 0;
        Command command = new Command();
        long shown = 0;
        while (reader.nextSequence() <= filter.toSequence()) {
            switch (reader.next(command)) {
                case COMMAND -> {
                    if (++read % COMMANDS_BETWEEN_REPORTS == 0) {
                        progress.accept(read);
                    }
                    if (filter.shows(command)) {
                        writer.command(command, instrument);
                        shown++;
                    }
                }
                case CHECKPOINT -> {
                    if (filter.showsCheckpoint(reader.checkpointSequence())) {
                        writer.checkpoint(instrument, reader.checkpointSequence(), reader.checkpointDigest());
                    }
                }
                case END -> {
                    if (reader.nextSequence() >= filter.fromSequence()) {
                        // Names the damage, where bytes that were forced follow the last whole frame.
                        reader.tail();
                    }
                    return shown;
                }
            }
        }
        return shown;
    }
}
