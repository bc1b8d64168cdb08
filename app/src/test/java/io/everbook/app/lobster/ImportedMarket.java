package io.everbook.app.lobster;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.json.CommandReader;
import io.everbook.app.json.TestInstruments;
import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;
import io.everbook.core.matching.Market;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Applies an import to a real market, and counts what comes out. */
final class ImportedMarket {

    private final EventBatch events = new EventBatch();
    private final Consumer<BookView> books;
    private Market market;
    private int exactTrades;
    private int otherTrades;
    private int refusals;

    private ImportedMarket(Consumer<BookView> books) {
        this.books = books;
    }

    /**
     * Applies an import.
     *
     * @param lines what the import wrote
     * @param books receives the answers to its queries
     */
    static ImportedMarket apply(InputStream lines, Consumer<BookView> books) throws IOException {
        ImportedMarket imported = new ImportedMarket(books);
        TestInstruments directory = TestInstruments.of();
        CommandReader reader = new CommandReader(lines, directory);
        Command command = new Command();
        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.INSTRUMENT);
        directory.add(reader.instrument());
        imported.market = new Market(reader.instrument());
        while (reader.next(command) == CommandReader.Kind.COMMAND) {
            imported.apply(command);
        }
        return imported;
    }

    private void apply(Command command) {
        if (command.type() == CommandType.QUERY_BOOK) {
            books.accept(market.view((int) command.quantityLots()));
            return;
        }
        market.apply(command.sequence(market.sequence() + 1), events);
        for (int i = 0; i < events.size(); i++) {
            count(events.event(i));
        }
    }

    private void count(ExecutionEvent event) {
        if (event.type() == EventType.REJECTED) {
            refusals++;
        } else if (event.type() == EventType.TRADED) {
            Memo resting = event.restingMemo();
            if (event.memo().contentEquals(Arrays.copyOf(resting.bytes(), resting.length()))) {
                exactTrades++;
            } else {
                otherTrades++;
            }
        }
    }

    /** {@return how many trades hit the order that the exchange reported} */
    int exactTrades() {
        return exactTrades;
    }

    /** {@return how many trades hit another} */
    int otherTrades() {
        return otherTrades;
    }

    int refusals() {
        return refusals;
    }

    BookView view() {
        return market.view(1000);
    }
}
