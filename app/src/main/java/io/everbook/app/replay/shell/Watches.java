package io.everbook.app.replay.shell;

import io.everbook.app.dump.StreamRows;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What is watched, by number, each with the value that was shown last. */
final class Watches {

    private final TreeMap<Integer, Watch> all = new TreeMap<>();
    private final TreeMap<Integer, String> shown = new TreeMap<>();
    private int lastNumber;

    /** {@return the line that shows it first} */
    List<String> add(Watch watch, Market market, Instrument instrument) {
        all.put(++lastNumber, watch);
        shown.put(lastNumber, watch.value().apply(market, instrument));
        return line(lastNumber, shown.get(lastNumber));
    }

    /** {@return whether there was one of this number} */
    boolean remove(int number) {
        shown.remove(number);
        return all.remove(number) != null;
    }

    List<Integer> numbers() {
        return List.copyOf(all.keySet());
    }

    /** {@return one line for each, with its value as it was shown last} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        shown.forEach((number, value) -> lines.addAll(line(number, value)));
        return lines;
    }

    /** {@return lines for those whose value is not the one shown last} */
    List<String> changes(Market market, Instrument instrument) {
        List<String> lines = new ArrayList<>();
        all.forEach((number, watch) -> {
            String value = watch.value().apply(market, instrument);
            String before = shown.put(number, value);
            if (!value.equals(before)) {
                lines.addAll(line(number, value + " (was " + before + ")"));
            }
        });
        return lines;
    }

    private List<String> line(int number, String value) {
        return StreamRows.wrapped("watch " + number + ", " + all.get(number).name() + ": " + value, 4);
    }
}
