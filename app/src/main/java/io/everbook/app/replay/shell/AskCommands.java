package io.everbook.app.replay.shell;

import io.everbook.app.replay.PositionDifference;
import io.everbook.app.replay.RuleText;
import io.everbook.app.terminal.UserFault;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ReplaySession;
import io.everbook.replay.session.StopCondition;
import java.util.ArrayList;
import java.util.List;

/** The commands that ask about an order, a decision, or the way between two positions. */
final class AskCommands {

    private static final int SHOWN = 50;

    private AskCommands() {}

    static List<ShellCommand> all() {
        return List.of(
                ShellCommand.of("order", "ID", "show what happened to an order up to here", AskCommands::order)
                        .with("Each command that touched it and what came of that, and how it stands here."),
                ShellCommand.of(
                        "why", "", "name the rule that decided what came of the last command", AskCommands::why),
                ShellCommand.of(
                                "diff",
                                "[SEQ | MARK]",
                                "show what lies between here and the position before, or another",
                                AskCommands::diff)
                        .with(
                                "Orders added, gone and changed, and the trades in between.",
                                "  diff          against the position before the last move",
                                "  diff 1200     against the position after that command")
                        .completedBy((travel, before) ->
                                before.isEmpty() ? List.copyOf(travel.marks().keySet()) : List.of()));
    }

    private static void order(Travel travel, String text) {
        long orderId = Arguments.number("order", text, "an order id");
        long here = travel.session().sequence();
        if (orderId > here) {
            throw new UserFault(
                    "an order has the sequence of the command that entered it, and this one is later: order=" + orderId
                            + " sequence=" + here);
        }
        List<String> lines = new ArrayList<>();
        travel.watchedOver(progress -> collect(travel, orderId, lines, progress));
        if (lines.isEmpty()) {
            travel.print("No command up to here is about an order " + orderId + ".");
            return;
        }
        lines.forEach(travel::print);
        travel.print(
                "here: " + Watch.order(orderId).value().apply(travel.session().market(), travel.instrument()));
    }

    private static void collect(Travel travel, long orderId, List<String> lines, ProgressListener progress) {
        ReplaySession aside = travel.aside();
        StopCondition about = StopCondition.order(orderId);
        int[] count = new int[1];
        aside.goTo(Math.max(aside.firstSequence(), orderId - 1), progress);
        aside.runUntil(
                (command, events, market) -> {
                    boolean touched = about.isMet(command, events, market) || command.sequence() == orderId;
                    if (touched && ++count[0] <= SHOWN) {
                        lines.addAll(travel.moment().command(command));
                        lines.addAll(travel.moment().events(events, command.participantId()));
                    }
                    return false;
                },
                travel.session().sequence(),
                progress);
        if (count[0] > SHOWN) {
            lines.add("... and " + (count[0] - SHOWN) + " more commands");
        }
    }

    private static void why(Travel travel, String arguments) {
        Arguments.none("why", arguments);
        travel.requireCommand();
        ReplaySession aside = travel.aside();
        travel.watchedOver(progress -> aside.goTo(travel.session().sequence() - 1, progress));
        ReplaySession session = travel.session();
        new RuleText(session.command(), session.events(), aside.market())
                .lines()
                .forEach(travel::print);
    }

    private static void diff(Travel travel, String place) {
        long other = place.isEmpty() ? travel.earlierSequence() : MoveCommands.sequence(travel, place);
        if (other < 0) {
            throw new UserFault("there is no position before this one yet: diff takes a sequence or a mark");
        }
        ReplaySession aside = travel.aside();
        List<String> lines = new ArrayList<>();
        travel.watchedOver(progress -> {
            aside.goTo(other, progress);
            boolean backward = other > travel.session().sequence();
            lines.addAll(
                    backward
                            ? PositionDifference.lines(travel.session(), aside, progress)
                            : PositionDifference.lines(aside, travel.session(), progress));
        });
        lines.forEach(travel::print);
    }
}
