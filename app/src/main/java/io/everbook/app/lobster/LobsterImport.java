package io.everbook.app.lobster;

import io.everbook.app.json.CommandWriter;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Imports a LOBSTER day: reads its files row by row and writes JSON Lines, the definition of the instrument first.
 * Besides the open orders it keeps nothing in memory.
 */
public final class LobsterImport {

    /** The step of LOBSTER prices, in dollars. */
    private static final String TICK = "0.0001";

    private static final String DEFAULT_SYMBOL = "LOBSTER";
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final int ROWS_PER_PROGRESS = 4096;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9.-]+)_([0-9]{4}-[0-9]{2}-[0-9]{2})_.*");

    private final LobsterDay day;
    private final Instrument instrument;
    private final long midnightNanos;
    private final CommandWriter writer;
    private final ImportReport report;
    private final Venue venue;
    private final MessageRules rules;
    private final OrderBookCorrection correction;
    private final LobsterMessage message = new LobsterMessage();

    private LobsterImport(LobsterDay day, OutputStream out) {
        this.day = day;
        Matcher name = NAME.matcher(day.messages().getFileName().toString());
        boolean named = name.matches();
        instrument = instrument(named ? name.group(1).toUpperCase(Locale.ROOT) : DEFAULT_SYMBOL);
        midnightNanos = named ? midnightNanos(name.group(2)) : 0;
        writer = new CommandWriter(out);
        report = new ImportReport(instrument.symbol(), day.orderBook() != null);
        venue = new Venue(this::write, report);
        rules = new MessageRules(venue, report, day.orderBook() != null);
        correction = new OrderBookCorrection(venue, report);
    }

    /**
     * Imports a day.
     *
     * @param day what to import
     * @param out receives the lines; flushed at the end, not closed
     * @param progress is told how far it has come
     * @return what was done and what could not be expressed
     * @throws LobsterFormatException where a file is not what it should be; what came before that row has been written
     * @throws IOException where a file cannot be read
     * @throws UncheckedIOException where the lines cannot be written
     */
    public static ImportReport run(LobsterDay day, OutputStream out, ProgressListener progress) throws IOException {
        return new LobsterImport(day, out).run(progress);
    }

    private ImportReport run(ProgressListener progress) throws IOException {
        try {
            copy(progress);
        } catch (LobsterFormatException e) {
            writer.flush();
            throw e;
        }
        writer.flush();
        return report;
    }

    private void copy(ProgressListener progress) throws IOException {
        long total = Files.size(day.messages());
        try (CsvReader messages = new CsvReader(day.messages(), true);
                CsvReader books = day.orderBook() == null ? null : new CsvReader(day.orderBook(), false)) {
            report.add(ImportCount.LINES);
            writer.define(instrument);
            OrderBookRow row = books == null ? null : new OrderBookRow(books);
            while (messages.next()) {
                report.add(ImportCount.MESSAGES);
                message.read(messages);
                if (books != null) {
                    readBook(messages, books, row);
                }
                apply(row);
                if (messages.line() % ROWS_PER_PROGRESS == 0) {
                    progress.progress(messages.bytesRead(), total);
                }
            }
            if (books != null && books.next()) {
                throw books.invalid("there is no such row in the message file: the two files must be of the same day");
            }
        }
        progress.progress(total, total);
    }

    private static void readBook(CsvReader messages, CsvReader books, OrderBookRow row) throws IOException {
        if (!books.next()) {
            throw messages.invalid(
                    "there is no such row in the order-book file: the two files must be of the same day");
        }
        row.read();
    }

    private void apply(OrderBookRow row) {
        venue.timestampNanos(midnightNanos + message.timeNanos());
        if (row != null && report.count(ImportCount.MESSAGES) == 1) {
            correction.seed(row, message);
        }
        rules.apply(message);
        if (day.queryDepth() > 0) {
            venue.query(day.queryDepth());
        }
        if (row != null) {
            correction.compare(row);
            correction.correct(row);
        }
    }

    private void write(Command command) {
        report.add(ImportCount.LINES);
        writer.write(command, instrument);
    }

    private Instrument instrument(String symbol) {
        try {
            return Instrument.of(symbol, TICK, "1");
        } catch (IllegalArgumentException e) {
            throw invalidName(
                    "no symbol in the file's name: rename it to SYMBOL_YYYY-MM-DD_message.csv: symbol=" + symbol);
        }
    }

    private long midnightNanos(String date) {
        try {
            return LocalDate.parse(date).toEpochDay() * NANOS_PER_DAY;
        } catch (DateTimeParseException e) {
            throw invalidName("no such date in the file's name: date=" + date);
        }
    }

    private LobsterFormatException invalidName(String detail) {
        return new LobsterFormatException(day.messages(), 0, detail);
    }
}
