package io.everbook.app.http;

import io.everbook.app.json.InstrumentDirectory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** The parameters of a request, none of them unknown and none twice. */
final class Query {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,19}");

    private final Fields fields;

    private Query(Fields fields) {
        this.fields = fields;
    }

    static Query of(Request request, String... names) {
        Fields fields = fields(request);
        for (Fields.Field field : fields) {
            if (!List.of(names).contains(field.getName())) {
                throw new Refusal(
                        Refusal.BAD_REQUEST,
                        "unknown parameter: "
                                + (names.length == 0 ? "none is taken" : "taken are " + String.join(", ", names)));
            }
            if (field.getValues().size() > 1) {
                throw new Refusal(Refusal.BAD_REQUEST, field.getName() + " is given twice");
            }
        }
        return new Query(fields);
    }

    static Fields fields(Request request) {
        try {
            return Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        } catch (RuntimeException malformed) {
            throw new Refusal(Refusal.BAD_REQUEST, "malformed query");
        }
    }

    /** {@return a parameter, or null} */
    String text(String name) {
        return fields.getValue(name);
    }

    /** {@return a whole number, or another where it is not given} */
    long number(String name, long min, long max, long absent) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        return number(name, text, min, max);
    }

    static long number(String name, String text, long min, long max) {
        long number = WHOLE.matcher(text).matches() ? parse(text) : -1;
        if (number < min || number > max) {
            throw new Refusal(
                    Refusal.BAD_REQUEST,
                    name + " must be a whole number from " + min + (max == Long.MAX_VALUE ? "" : " to " + max));
        }
        return number;
    }

    /** {@return a number of up to 19 digits; -1 where it is larger than any long} */
    private static long parse(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    /** {@return the market that the parameter symbol names; the only one where it is left out} */
    int market(InstrumentDirectory directory) {
        String symbol = text("symbol");
        int index = symbol == null ? directory.soleMarketIndex() : directory.marketIndex(symbol);
        if (index < 0 && symbol == null && directory.instruments().isEmpty()) {
            throw Refusal.unknownSymbol("", Refusal.NONE_SERVED);
        }
        if (index < 0 && symbol == null) {
            throw new Refusal(Refusal.BAD_REQUEST, "name an instrument by symbol: see /instruments");
        }
        if (index < 0) {
            throw Refusal.unknownSymbol(symbol, Refusal.UNKNOWN_SYMBOL);
        }
        return index;
    }
}
