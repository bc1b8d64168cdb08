package io.everbook.app.replay.shell;

import io.everbook.app.terminal.UserFault;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ReplaySession;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The commands that show the position where the shell stands. */
final class LookCommands {

    private static final int DEPTH = 10;
    private static final int MAX_DEPTH = 10_000;
    private static final int TRADES = 10;
    private static final long WINDOW = 4096;

    private LookCommands() {}

    static List<ShellCommand> all() {
        return List.of(
                ShellCommand.of(
                                "book",
                                "[DEPTH]",
                                "draw the ladder, 10 levels of each side or DEPTH",
                                LookCommands::book)
                        .with(
                                "What differs from the position before the last move is marked: + a new price,",
                                "- a price that is gone, * another quantity or number of orders."),
                ShellCommand.of("events", "", "show the last command and what came of it", LookCommands::events),
                ShellCommand.of("trades", "[N]", "show the last 10 trades up to here, or N", LookCommands::trades));
    }

    private static void book(Travel travel, String depth) {
        long levels = Arguments.count("book", depth, DEPTH);
        if (levels > MAX_DEPTH) {
            throw new UserFault("book draws up to " + MAX_DEPTH + " levels: book=" + depth);
        }
        travel.draw((int) levels);
    }

    private static void events(Travel travel, String arguments) {
        Arguments.none("events", arguments);
        travel.requireCommand();
        travel.showCommand();
    }

    private static void trades(Travel travel, String arguments) {
        long count = Math.min(Arguments.count("trades", arguments, TRADES), Integer.MAX_VALUE);
        Deque<List<String>> found = new ArrayDeque<>();
        travel.watchedOver(progress -> find(travel, count, found, progress));
        if (found.isEmpty()) {
            travel.print("No trade up to here.");
        }
        found.forEach(lines -> lines.forEach(travel::print));
    }

    /** Looks at a stretch before the position, and at a longer one where that has too few trades. */
    private static void find(Travel travel, long count, Deque<List<String>> found, ProgressListener progress) {
        ReplaySession aside = travel.aside();
        long end = travel.session().sequence();
        long first = travel.session().firstSequence();
        long window = WINDOW;
        long start;
        do {
            found.clear();
            start = Math.max(first, end - window);
            aside.goTo(start, progress);
            aside.runUntil(
                    (command, events, market) -> {
                        for (int i = 0; i < events.size(); i++) {
                            keep(travel, events.event(i), count, found);
                        }
                        return false;
                    },
                    end,
                    progress);
            window *= 4;
        } while (found.size() < count && start > first);
    }

    private static void keep(Travel travel, ExecutionEvent event, long count, Deque<List<String>> found) {
        if (event.type() != EventType.TRADED) {
            return;
        }
        found.add(travel.moment().trade(event));
        if (found.size() > count) {
            found.remove();
        }
    }
}
