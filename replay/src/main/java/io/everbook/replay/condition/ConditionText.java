package io.everbook.replay.condition;

import io.everbook.core.instrument.Instrument;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.session.StopCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition as a person types it, such as {@code participant 7 and (traded or reject WOULD_TAKE)}: tests joined
 * by {@code and}, {@code or} and {@code not}, of which {@code not} binds closest and {@code or} least.
 */
public final class ConditionText {

    private static final Pattern TOKEN = Pattern.compile("\\s*(\\(|\\)|[<>!]=|==|[<>=]|[^\\s()<>=!]+|!)");

    private final String text;
    private final ConditionTests tests;
    private final List<String> tokens;
    private int next;

    private ConditionText(String text, Instrument instrument) {
        this.text = text;
        tests = new ConditionTests(instrument, this::fault);
        tokens = tokens(text);
    }

    /**
     * Reads a condition.
     *
     * @param text the condition
     * @param instrument whose prices and quantities it names
     * @return the condition; it is about one command and its events, so that both sides of an {@code and} have to be
     *     met by the same command
     * @throws ReplayException where the text is no condition, with what was expected in its place
     */
    public static StopCondition parse(String text, Instrument instrument) {
        ConditionText reading = new ConditionText(text, instrument);
        StopCondition condition = reading.either();
        if (reading.next < reading.tokens.size()) {
            throw reading.fault("\"and\" or \"or\" was expected before \"" + reading.peek() + "\"");
        }
        return condition;
    }

    /**
     * Lists what a condition can go on with, for completion.
     *
     * @param before the words before, in lower case
     * @return the words that are possible there; empty where a number is wanted
     */
    public static List<String> completions(List<String> before) {
        String last = before.isEmpty() ? "" : before.get(before.size() - 1);
        List<String> values = ConditionTests.values(last);
        if (!values.isEmpty()) {
            return values;
        }
        if (last.isEmpty() || List.of("and", "or", "not", "(").contains(last)) {
            List<String> words = new ArrayList<>(ConditionTests.NAMES);
            words.add("not");
            return words;
        }
        return ConditionTests.NAMES.contains(last) && !last.equals("traded") ? List.of() : List.of("and", "or");
    }

    private StopCondition either() {
        StopCondition condition = both();
        while (takes("or")) {
            condition = condition.or(both());
        }
        return condition;
    }

    private StopCondition both() {
        StopCondition condition = term();
        while (takes("and")) {
            condition = condition.and(term());
        }
        return condition;
    }

    private StopCondition term() {
        if (takes("not") || takes("!")) {
            return term().negate();
        }
        if (takes("(")) {
            StopCondition condition = either();
            if (!takes(")")) {
                throw fault("a closing parenthesis is missing");
            }
            return condition;
        }
        String name = take("a test").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "order" -> tests.order(take("an order id"));
            case "participant" -> tests.participant(take("a participant"));
            case "traded" -> tests.traded();
            case "price" -> tests.price(takeComparison(), take("a price"));
            case "crossed" -> tests.crossed(take("a price"));
            case "quantity" -> tests.quantity(takeComparison(), take("a quantity"));
            case "event" -> tests.event(take("a kind of event"));
            case "reject" -> tests.reject(nextIsReason() ? take("a reject code") : null);
            case "digest" -> tests.digest(take("16 hexadecimal digits"));
            default ->
                throw fault("there is no test \"" + name + "\"; there are " + String.join(", ", ConditionTests.NAMES));
        };
    }

    private Comparison takeComparison() {
        String symbol = take("one of " + Comparison.SYMBOLS);
        Comparison comparison = Comparison.of(symbol);
        if (comparison == null) {
            throw fault("one of " + Comparison.SYMBOLS + " was expected instead of \"" + symbol + "\"");
        }
        return comparison;
    }

    private boolean nextIsReason() {
        return next < tokens.size() && !List.of("and", "or", ")").contains(peek().toLowerCase(Locale.ROOT));
    }

    private boolean takes(String word) {
        boolean found = next < tokens.size() && peek().equalsIgnoreCase(word);
        next += found ? 1 : 0;
        return found;
    }

    private String take(String wanted) {
        if (next == tokens.size()) {
            throw fault(wanted + " is missing at the end");
        }
        return tokens.get(next++);
    }

    private String peek() {
        return tokens.get(next);
    }

    private ReplayException fault(String what) {
        return new ReplayException(
                ReplayException.Code.INVALID_CONDITION, "not a condition: " + what + ": condition=" + text.strip());
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.lookingAt()) {
            tokens.add(token.group(1));
            token.region(token.end(), text.length());
        }
        return tokens;
    }
}
