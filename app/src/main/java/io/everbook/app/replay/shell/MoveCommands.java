package io.everbook.app.replay.shell;

import io.everbook.app.replay.LadderText;
import io.everbook.app.terminal.TimeOption;
import io.everbook.app.terminal.UserFault;
import io.everbook.replay.condition.ConditionText;
import io.everbook.replay.session.StopCondition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The commands that go somewhere. */
final class MoveCommands {

    private static final String UNTIL = "until";

    private MoveCommands() {}

    static List<ShellCommand> all() {
        return List.of(
                ShellCommand.of("goto", "SEQ|TIME", "go to a command, or to a moment", MoveCommands::goTo)
                        .with(
                                "SEQ is a sequence, \"start\" or \"end\"; a mark's name works, too.",
                                "TIME is 2026-11-24T10:31:07.123Z, or 10:31:07.123 of the day where the shell",
                                "stands, in UTC: it goes after the last command that is not later.",
                                "  goto 41",
                                "  goto 10:31:07.123")
                        .completedBy((travel, before) -> before.isEmpty() ? places(travel) : List.of()),
                ShellCommand.of("next", "[N]", "apply the next command, or the next N", MoveCommands::next),
                ShellCommand.of("back", "[N | until CONDITION]", "go back one command, or N", MoveCommands::back)
                        .with(
                                "With a condition: to the newest command before this one that meets it.",
                                "  back until order 17",
                                "\"help conditions\" says what a condition is.")
                        .completedBy(MoveCommands::completeBack),
                ShellCommand.of(UNTIL, "CONDITION", "go on until a condition is met", MoveCommands::until)
                        .with(
                                "It stands after the command that met the condition, or at the end.",
                                "  until order 1234",
                                "  until participant 7 and traded",
                                "\"help conditions\" says what a condition is.")
                        .completedBy((travel, before) -> ConditionText.completions(before)),
                ShellCommand.of("continue", "", "go on to the next breakpoint, or to the end", MoveCommands::goOn));
    }

    private static List<String> places(Travel travel) {
        List<String> places = new ArrayList<>(List.of("start", "end"));
        places.addAll(travel.marks().keySet());
        return places;
    }

    private static void goTo(Travel travel, String place) {
        if (place.isEmpty()) {
            throw new UserFault("goto takes a sequence or a time: there is none");
        }
        if (place.contains(":")) {
            long sequence = travel.session().sequenceAt(nanos(travel, place));
            travel.move((session, progress) -> session.goTo(sequence, progress));
            return;
        }
        long sequence = sequence(travel, place);
        travel.move((session, progress) -> session.goTo(sequence, progress));
    }

    /** {@return the sequence that a number, a mark or one of the two ends means} */
    static long sequence(Travel travel, String place) {
        if (travel.marks().containsKey(place)) {
            return travel.marks().get(place);
        }
        return switch (place) {
            case "start" -> travel.session().firstSequence();
            case "end" -> travel.session().lastSequence();
            case "0" -> 0;
            default -> Arguments.number("goto", place, "a sequence, a time, a mark, start or end");
        };
    }

    private static long nanos(Travel travel, String time) {
        if (time.contains("T")) {
            return TimeOption.nanos("goto", time, 0);
        }
        long here = travel.session().timestampNanos();
        if (here == 0) {
            travel.aside()
                    .goTo(Math.min(
                            travel.session().sequence() + 1, travel.session().lastSequence()));
            here = travel.aside().timestampNanos();
        }
        LocalDate day = LocalDate.parse(LadderText.time(here).substring(0, 10));
        return TimeOption.nanos("goto", day + "T" + (time.endsWith("Z") ? time : time + "Z"), 0);
    }

    private static void next(Travel travel, String count) {
        long commands = Arguments.count("next", count, 1);
        requireMore(travel);
        long target = Math.min(travel.session().lastSequence(), travel.session().sequence() + commands);
        travel.move((session, progress) -> session.goTo(target, progress));
    }

    private static void back(Travel travel, String arguments) {
        if (arguments.startsWith(UNTIL)) {
            backUntil(travel, arguments.substring(UNTIL.length()));
            return;
        }
        long commands = Arguments.count("back", arguments, 1);
        long here = travel.session().sequence();
        if (here == travel.session().firstSequence()) {
            throw new UserFault("this is the first position: sequence=" + here);
        }
        long target = Math.max(travel.session().firstSequence(), here - commands);
        travel.move((session, progress) -> session.goTo(target, progress));
    }

    private static void backUntil(Travel travel, String text) {
        StopCondition condition = ConditionText.parse(text, travel.instrument());
        boolean[] met = new boolean[1];
        travel.move((session, progress) -> met[0] = session.runBackUntil(condition, progress));
        if (!met[0]) {
            travel.print("No command before this one meets the condition.");
        }
    }

    private static void until(Travel travel, String text) {
        StopCondition condition = ConditionText.parse(text, travel.instrument());
        run(travel, condition, "No later command meets the condition: this is the end.");
    }

    private static void goOn(Travel travel, String arguments) {
        Arguments.none("continue", arguments);
        Breakpoints breakpoints = travel.breakpoints();
        if (run(travel, breakpoints, "No breakpoint was met: this is the end.")) {
            breakpoints.met().forEach(travel::print);
        }
    }

    private static boolean run(Travel travel, StopCondition condition, String unmet) {
        requireMore(travel);
        boolean[] met = new boolean[1];
        travel.move((session, progress) -> met[0] = session.runUntil(condition, progress));
        if (!met[0]) {
            travel.print(unmet);
        }
        return met[0];
    }

    private static void requireMore(Travel travel) {
        long here = travel.session().sequence();
        if (here >= travel.session().lastSequence()) {
            throw new UserFault("this is the end of the journal: sequence=" + here);
        }
    }

    private static List<String> completeBack(Travel travel, List<String> before) {
        return before.isEmpty() ? List.of(UNTIL) : ConditionText.completions(before.subList(1, before.size()));
    }
}
