package io.everbook.app.replay.shell;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.matching.Market;
import io.everbook.replay.session.StopCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The conditions that {@code continue} stops at, by number. */
final class Breakpoints implements StopCondition {

    private final TreeMap<Integer, Breakpoint> all = new TreeMap<>();
    private final List<String> met = new ArrayList<>();
    private int lastNumber;

    /** A condition, and how it was typed. */
    private record Breakpoint(String text, StopCondition condition) {}

    int add(String text, StopCondition condition) {
        all.put(++lastNumber, new Breakpoint(text, condition));
        return lastNumber;
    }

    /** {@return whether there was one of this number} */
    boolean remove(int number) {
        return all.remove(number) != null;
    }

    List<Integer> numbers() {
        return List.copyOf(all.keySet());
    }

    /** {@return one line for each} */
    List<String> lines() {
        return all.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** {@return one line for each that the last command was stopped at for} */
    List<String> met() {
        return met;
    }

    private static String line(int number, Breakpoint breakpoint) {
        return "breakpoint " + number + ": " + breakpoint.text();
    }

    @Override
    public void begin(Market market) {
        met.clear();
        all.values().forEach(breakpoint -> breakpoint.condition().begin(market));
    }

    @Override
    public boolean isMet(Command command, EventBatch events, Market market) {
        all.forEach((number, breakpoint) -> {
            if (breakpoint.condition().isMet(command, events, market)) {
                met.add(line(number, breakpoint));
            }
        });
        return !met.isEmpty();
    }
}
