package io.everbook.app.replay.shell;

import io.everbook.app.terminal.UserFault;
import io.everbook.replay.condition.ConditionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands about what the shell remembers: breakpoints, watches and marks. */
final class StopCommands {

    private static final String DELETE = "delete";

    private StopCommands() {}

    static List<ShellCommand> all() {
        return List.of(
                ShellCommand.of(
                                "break",
                                "[CONDITION | delete N]",
                                "stop \"continue\" at a condition; list, delete",
                                StopCommands::breakAt)
                        .with(
                                "Without an argument it lists the breakpoints.",
                                "  break reject WOULD_TAKE",
                                "  break delete 1",
                                "\"help conditions\" says what a condition is.")
                        .completedBy(StopCommands::completeBreak),
                ShellCommand.of(
                                "watch",
                                "[order ID | level PRICE | digest | delete N]",
                                "show something after each step that changes it",
                                StopCommands::watch)
                        .with(
                                "Without an argument it lists what is watched.",
                                "  watch order 17",
                                "  watch level 100.05")
                        .completedBy(StopCommands::completeWatch),
                ShellCommand.of(
                                "mark",
                                "[NAME]",
                                "give this position a name for \"goto\" and \"diff\"",
                                StopCommands::mark)
                        .with("Without a name it lists the marks."));
    }

    private static void breakAt(Travel travel, String arguments) {
        Breakpoints breakpoints = travel.breakpoints();
        if (arguments.isEmpty()) {
            list(travel, breakpoints.lines(), "No breakpoints.");
        } else if (arguments.startsWith(DELETE)) {
            String number = arguments.substring(DELETE.length()).strip();
            if (!breakpoints.remove(Arguments.id("break delete", number))) {
                throw new UserFault("there is no such breakpoint: break delete=" + number);
            }
        } else {
            int number = breakpoints.add(arguments, ConditionText.parse(arguments, travel.instrument()));
            travel.print("breakpoint " + number + ": " + arguments);
        }
    }

    private static void watch(Travel travel, String arguments) {
        String[] words = arguments.split("\\s+");
        if (arguments.isEmpty()) {
            list(travel, travel.watches().lines(), "Nothing is watched.");
        } else if (words[0].equals(DELETE)) {
            String number = words.length == 2 ? words[1] : "";
            if (!travel.watches().remove(Arguments.id("watch delete", number))) {
                throw new UserFault("there is no such watch: watch delete=" + number);
            }
        } else {
            travel.watches()
                    .add(watched(travel, arguments, words), travel.session().market(), travel.instrument())
                    .forEach(travel::print);
        }
    }

    private static Watch watched(Travel travel, String arguments, String[] words) {
        if (words.length == 1 && words[0].equals("digest")) {
            return Watch.digest();
        }
        if (words.length == 2 && words[0].equals("order")) {
            return Watch.order(Arguments.number("watch order", words[1], "an order id"));
        }
        if (words.length == 2 && words[0].equals("level")) {
            long ticks =
                    Arguments.ticks("watch level", words[1], travel.instrument().tick());
            return Watch.level(ticks, words[1]);
        }
        throw new UserFault("watch takes order ID, level PRICE or digest: watch=" + arguments);
    }

    private static void mark(Travel travel, String name) {
        Map<String, Long> marks = travel.marks();
        if (name.isEmpty()) {
            List<String> lines = new ArrayList<>();
            marks.forEach((each, sequence) -> lines.add("mark " + each + ": after command " + sequence));
            list(travel, lines, "No marks.");
            return;
        }
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]*") || List.of("start", "end").contains(name)) {
            throw new UserFault("a mark's name is a letter, then letters, digits, - and _, and neither start nor end:"
                    + " mark=" + name);
        }
        marks.put(name, travel.session().sequence());
        travel.print("mark " + name + ": after command " + travel.session().sequence());
    }

    private static void list(Travel travel, List<String> lines, String nothing) {
        if (lines.isEmpty()) {
            travel.print(nothing);
        }
        lines.forEach(travel::print);
    }

    private static List<String> completeBreak(Travel travel, List<String> before) {
        if (before.equals(List.of(DELETE))) {
            return words(travel.breakpoints().numbers());
        }
        List<String> words = new ArrayList<>(ConditionText.completions(before));
        if (before.isEmpty()) {
            words.add(DELETE);
        }
        return words;
    }

    private static List<String> completeWatch(Travel travel, List<String> before) {
        if (before.equals(List.of(DELETE))) {
            return words(travel.watches().numbers());
        }
        return before.isEmpty() ? List.of("order", "level", "digest", DELETE) : List.of();
    }

    private static List<String> words(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }
}
