package io.everbook.app.http;

import io.everbook.core.instrument.Instrument;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.Fields;

/**
 * What a client asks of {@code /book}.
 *
 * @param instrument the instrument
 * @param depth how many levels of each side at most
 */
record BookRequest(Instrument instrument, int depth) {

    private static final int DEFAULT_DEPTH = 10;
    private static final int MAX_DEPTH = 1000;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,4}");
    private static final String SYMBOL = "symbol";
    private static final String DEPTH = "depth";

    /**
     * Reads the query of a request.
     *
     * @param query the query's parameters
     * @param instruments what there is
     * @return the request
     * @throws Refusal where the query is not understood or asks for an instrument that is not there
     */
    static BookRequest of(Fields query, List<Instrument> instruments) {
        for (Fields.Field field : query) {
            if (!field.getName().equals(SYMBOL) && !field.getName().equals(DEPTH)) {
                throw new Refusal(Refusal.BAD_REQUEST, "unknown parameter: /book takes symbol and depth");
            }
            if (field.getValues().size() > 1) {
                throw new Refusal(Refusal.BAD_REQUEST, field.getName() + " is given twice");
            }
        }
        return new BookRequest(instrument(query.getValue(SYMBOL), instruments), depth(query.getValue(DEPTH)));
    }

    /** {@return the instrument that is asked for; the only one where none is named} */
    static Instrument instrument(String symbol, List<Instrument> instruments) {
        String known = instruments.stream().map(Instrument::symbol).collect(Collectors.joining(", "));
        if (symbol == null && instruments.size() > 1) {
            throw new Refusal(Refusal.BAD_REQUEST, "several instruments: name one by symbol: " + known);
        }
        if (instruments.isEmpty() && symbol == null) {
            throw Refusal.unknownSymbol("", Refusal.NONE_SERVED);
        }
        return instruments.stream()
                .filter(instrument -> symbol == null || instrument.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> Refusal.unknownSymbol(symbol, "unknown symbol: there is " + known));
    }

    private static int depth(String text) {
        if (text == null) {
            return DEFAULT_DEPTH;
        }
        int depth = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (depth < 1 || depth > MAX_DEPTH) {
            throw new Refusal(Refusal.BAD_REQUEST, "depth must be a whole number from 1 to " + MAX_DEPTH);
        }
        return depth;
    }
}
