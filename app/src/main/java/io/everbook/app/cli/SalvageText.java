package io.everbook.app.cli;

import io.everbook.replay.CommandRange;
import io.everbook.replay.DamagedPart;
import io.everbook.replay.SalvageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What salvage did, for a person. */
final class SalvageText {

    private static final int LISTED = 20;

    private SalvageText() {}

    static List<String> lines(SalvageReport report) {
        List<String> lines = new ArrayList<>();
        String symbol = report.symbol();
        CommandRange kept = report.kept();
        String commands = kept.from() > kept.through() ? "no commands" : "commands " + range(kept);
        lines.add(String.format(
                Locale.ROOT,
                "%s: kept %s and %d snapshots: sequence=%d digest=%016x openOrders=%d",
                symbol,
                commands,
                report.snapshots().size(),
                kept.through(),
                report.digest(),
                report.openOrderCount()));
        for (DamagedPart part : report.damaged()) {
            lines.add(symbol + ": " + (part.torn() ? "unfinished write" : "damaged bytes") + " set aside: file="
                    + part.file() + " from=" + part.from() + " to=" + part.to());
        }
        ranges(lines, symbol + ": lost, but what they did is in the snapshot: commands ", lost(report, false));
        ranges(lines, symbol + ": LOST: commands ", lost(report, true));
        ranges(
                lines,
                symbol + ": before a hole that a snapshot bridges, moved to archive: commands ",
                report.archived());
        ranges(lines, symbol + ": NOT APPLIED, in " + SetAsideFile.name(symbol) + ": commands ", report.setAside());
        ranges(
                lines,
                symbol + ": what participants were told of commands that are not kept, in "
                        + SetAsideFile.eventsName(symbol) + ": commands ",
                report.events());
        numbers(lines, symbol + ": open orders in doubt: ", report.inDoubt());
        numbers(lines, symbol + ": commands not applied that name orders in doubt or lost: ", report.referring());
        lines.add(symbol + ": "
                + (report.complete()
                        ? "nothing that was acknowledged is missing"
                        : "acknowledged commands are missing from the new data directory; see docs/recovery-guide.md"));
        return lines;
    }

    /** The lost commands behind the state that was salvaged, or those before it. */
    private static List<CommandRange> lost(SalvageReport report, boolean behind) {
        return report.lost().stream()
                .filter(range -> range.through() > report.kept().through() == behind)
                .toList();
    }

    private static void ranges(List<String> lines, String what, List<CommandRange> ranges) {
        if (!ranges.isEmpty()) {
            lines.add(what + ranges.stream().map(SalvageText::range).collect(Collectors.joining(", ")));
        }
    }

    private static String range(CommandRange range) {
        return range.through() == CommandRange.UNKNOWN
                ? "from " + range.from() + " on, how many nobody can tell"
                : range.from() + " to " + range.through();
    }

    private static void numbers(List<String> lines, String what, List<Long> numbers) {
        if (!numbers.isEmpty()) {
            String listed = numbers.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(", "));
            String more = numbers.size() > LISTED ? " and " + (numbers.size() - LISTED) + " more (--json)" : "";
            lines.add(what + numbers.size() + ": " + listed + more);
        }
    }
}
