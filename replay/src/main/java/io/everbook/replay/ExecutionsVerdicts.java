package io.everbook.replay;

import io.everbook.journal.JournalException;
import io.everbook.journal.SegmentReport;
import java.util.ArrayList;
import java.util.List;

/** Judges each segment of an executions log by its own bytes and by what came of comparing it with the replay. */
final class ExecutionsVerdicts {

    private final List<SegmentReport> segments;
    private final ExecutionsComparison comparison;
    private final List<CommandRange> replayed;
    private final List<FileVerdict> verdicts = new ArrayList<>();

    /**
     * Takes the findings.
     *
     * @param segments the segments, oldest first
     * @param comparison what came of comparing
     * @param replayed the commands that could be replayed, so that a start can write their events anew
     */
    ExecutionsVerdicts(List<SegmentReport> segments, ExecutionsComparison comparison, List<CommandRange> replayed) {
        this.segments = segments;
        this.comparison = comparison;
        this.replayed = replayed;
    }

    List<FileVerdict> verdicts() {
        SegmentReport before = null;
        for (SegmentReport segment : segments) {
            verdicts.add(verdict(segment, before));
            before = segment;
        }
        return verdicts;
    }

    private FileVerdict verdict(SegmentReport segment, SegmentReport before) {
        if (segment.fault() != null) {
            return FileVerdict.of(segment.fault());
        }
        ExecutionsComparison.Difference difference = comparison.difference();
        boolean surplus = difference != null && difference.sequence() > comparison.journalSequence();
        if (difference != null && (difference.file().equals(segment.file()) || surplus && behind(segment))) {
            return surplus ? surplus(segment) : differs(difference);
        }
        String content = content(segment);
        if (before != null && before.fault() == null && segment.firstSequence() > before.nextSequence()) {
            return hole(segment, new CommandRange(before.nextSequence(), segment.firstSequence() - 1), content);
        }
        if (segment.tornBytes() > 0) {
            return new FileVerdict(
                    segment.file(),
                    FileVerdict.Kind.TORN_TAIL,
                    segment.endOffset(),
                    segment.nextSequence(),
                    content + "; then " + segment.tornBytes()
                            + " bytes of an unfinished write, which the next start sets aside and writes anew");
        }
        return FileVerdict.ok(segment.file(), content);
    }

    private boolean behind(SegmentReport segment) {
        return segment.firstSequence() >= comparison.difference().sequence();
    }

    private String content(SegmentReport segment) {
        String content = segment.nextSequence() == segment.firstSequence()
                ? "no events yet"
                : segment.records() + " events of commands " + segment.firstSequence() + " to "
                        + (segment.nextSequence() - 1);
        boolean last = segment == segments.get(segments.size() - 1);
        return last && segment.nextSequence() <= comparison.journalSequence()
                ? content + "; those of commands " + segment.nextSequence() + " to " + comparison.journalSequence()
                        + " are not there yet: the engine that runs, or the next start, completes them"
                : content;
    }

    private FileVerdict differs(ExecutionsComparison.Difference difference) {
        return new FileVerdict(
                difference.file(),
                FileVerdict.Kind.DIVERGED,
                difference.offset(),
                difference.sequence(),
                "event " + difference.index() + " of command " + difference.sequence()
                        + " is not what replaying the journal gives; keep all files, and find out which of the two was"
                        + " changed");
    }

    private FileVerdict surplus(SegmentReport segment) {
        ExecutionsComparison.Difference difference = comparison.difference();
        boolean whole = !difference.file().equals(segment.file());
        return new FileVerdict(
                segment.file(),
                FileVerdict.Kind.DAMAGED,
                whole ? JournalException.NONE : difference.offset(),
                whole ? segment.firstSequence() : difference.sequence(),
                "has events of commands that the journal does not have, as after a power cut that took the journal's"
                        + " end; the next start sets them aside: journalSequence=" + comparison.journalSequence());
    }

    private FileVerdict hole(SegmentReport segment, CommandRange missing, String content) {
        boolean curable = replayed.stream()
                .anyMatch(range -> range.contains(missing.from()) && range.contains(missing.through()));
        String cure = curable
                ? "the next start writes them anew"
                : "the journal no longer has them; restore both from a backup if they are needed";
        return new FileVerdict(
                segment.file(),
                FileVerdict.Kind.UNVERIFIABLE,
                JournalException.NONE,
                missing.from(),
                "the events of commands " + missing.from() + " to " + missing.through() + " are missing before this"
                        + " segment; " + cure + "; then " + content);
    }
}
