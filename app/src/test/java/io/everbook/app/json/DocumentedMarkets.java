package io.everbook.app.json;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.matching.Market;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs command lines through markets, without an engine around them. */
final class DocumentedMarkets {

    private final TestInstruments directory = TestInstruments.of();
    private final List<Market> markets = new ArrayList<>();
    private final EventBatch events = new EventBatch();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final EventWriter writer = new EventWriter(out, directory);

    /** {@return the lines of events} */
    static String run(String lines) throws IOException {
        DocumentedMarkets markets = new DocumentedMarkets();
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        CommandReader reader = new CommandReader(new ByteArrayInputStream(bytes), markets.directory);
        Command command = new Command();
        for (CommandReader.Kind kind = reader.next(command);
                kind != CommandReader.Kind.END;
                kind = reader.next(command)) {
            if (kind == CommandReader.Kind.INSTRUMENT) {
                markets.directory.add(reader.instrument());
                markets.markets.add(new Market(reader.instrument()));
            } else {
                markets.apply(command);
            }
        }
        markets.writer.flush();
        return markets.out.toString(StandardCharsets.UTF_8);
    }

    /** {@return the message of the fault in the lines} */
    static String fault(String lines) {
        try {
            return "no fault: " + run(lines);
        } catch (InvalidLineException e) {
            return e.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void apply(Command command) {
        Market market = markets.get(command.marketIndex());
        if (command.type() == CommandType.QUERY_BOOK) {
            writer.write(new ExecutionEvent()
                    .clear(EventType.BOOK)
                    .marketIndex(command.marketIndex())
                    .attachment(market.view((int) command.quantityLots())));
            return;
        }
        market.apply(command.sequence(market.sequence() + 1), events);
        for (int i = 0; i < events.size(); i++) {
            writer.write(events.event(i));
        }
    }
}
