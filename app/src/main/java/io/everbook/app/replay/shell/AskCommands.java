package io.everbook.app.replay.shell;

import io.everbook.app.replay.OrderLifeText;
import io.everbook.app.replay.PositionDifference;
import io.everbook.app.replay.RuleText;
import io.everbook.app.terminal.UserFault;
import io.everbook.replay.biography.OrderBiography;
import io.everbook.replay.session.ReplaySession;
import java.util.ArrayList;
import java.util.List;

/** The commands that ask about an order, a decision, or the way between two positions. */
final class AskCommands {

    private AskCommands() {}

    static List<ShellCommand> all() {
        return List.of(
                ShellCommand.of("order", "ID", "show what happened to an order up to here", AskCommands::order)
                        .with("When it was entered, its place in the queue then and at each change, its trades, and"
                                + " how it stands here."),
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
        ReplaySession aside = travel.aside();
        OrderBiography[] life = new OrderBiography[1];
        travel.watchedOver(progress -> life[0] = OrderBiography.of(aside, orderId, here, progress));
        new OrderLifeText(travel.instrument(), 0).story(life[0]).forEach(travel::print);
        if (life[0].outcome() == OrderBiography.Outcome.OPEN) {
            travel.print("here: "
                    + Watch.order(orderId).value().apply(travel.session().market(), travel.instrument()));
        }
    }

    private static void why(Travel travel, String arguments) {
        Arguments.none("why", arguments);
        travel.requireCommand();
        ReplaySession aside = travel.aside();
        travel.watchedOver(progress -> aside.goTo(travel.session().sequence() - 1, progress));
        ReplaySession session = travel.session();
        RuleText.lines(session.command(), session.events(), aside.market()).forEach(travel::print);
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
