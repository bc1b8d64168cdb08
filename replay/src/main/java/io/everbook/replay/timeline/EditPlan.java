package io.everbook.replay.timeline;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Brings changes, given in any order, into the order of the journal, all that concerns one command together. */
final class EditPlan {

    private final long sequence;
    private final List<Change.Set> pins = new ArrayList<>();
    private final List<Command> before = new ArrayList<>();
    private Change taken;
    private List<Command> instead = List.of();

    private EditPlan(long sequence) {
        this.sequence = sequence;
    }

    /** {@return the edits, ascending} */
    static List<Edit> of(List<Change> changes) {
        TreeMap<Long, EditPlan> plans = new TreeMap<>();
        for (Change change : changes) {
            plans.computeIfAbsent(change.sequence(), EditPlan::new).add(change);
        }
        return plans.values().stream().map(EditPlan::edit).toList();
    }

    private void add(Change change) {
        if (change instanceof Change.Set set) {
            pins.add(set);
        } else if (change instanceof Change.InsertBefore insert) {
            before.addAll(insert.commands());
        } else {
            if (taken != null) {
                throw new IllegalArgumentException(
                        "a command is dropped or replaced once; name it once: sequence=" + sequence);
            }
            taken = change;
            instead = change instanceof Change.Replace replace ? replace.commands() : List.of();
        }
    }

    private Edit edit() {
        boolean pinsLimits = pins.stream().anyMatch(pin -> pin.setting().isLimit());
        List<Command> first = new ArrayList<>();
        if (pinsLimits) {
            first.add(new Command().type(CommandType.SET_LIMITS));
        }
        first.addAll(before);
        boolean replaced = !instead.isEmpty();
        return new Edit(
                sequence,
                List.copyOf(pins),
                pinsLimits,
                List.copyOf(first),
                taken != null && !replaced,
                replaced ? instead.get(0) : null,
                replaced ? instead.subList(1, instead.size()) : List.of());
    }
}
