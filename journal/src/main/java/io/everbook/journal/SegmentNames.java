package io.everbook.journal;

import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of one log's segment files, and how to read them.
 *
 * @param kind which log
 * @param symbol whose
 */
record SegmentNames(LogKind kind, String symbol) {

    private static final int SEQUENCE_DIGITS = 19;
    private static final Pattern CLOSED = Pattern.compile("(.+)-([0-9]{19})\\.[a-z]+");

    static SegmentNames journal(String symbol) {
        return new SegmentNames(LogKind.JOURNAL, symbol);
    }

    static SegmentNames executions(String symbol) {
        return new SegmentNames(LogKind.EXECUTIONS, symbol);
    }

    static SegmentNames audit(String name) {
        return new SegmentNames(LogKind.AUDIT, name);
    }

    String directory() {
        return kind.directory();
    }

    String active() {
        return kind.directory() + '/' + symbol + kind.suffix();
    }

    String closed(long firstSequence) {
        return kind.directory() + '/' + symbol + '-' + digits(firstSequence) + kind.suffix();
    }

    /** The name of a segment that is being made and is not part of the log yet. */
    String unfinished() {
        return active() + ".new";
    }

    static String digits(long number) {
        String text = Long.toString(number);
        return "0".repeat(SEQUENCE_DIGITS - text.length()) + text;
    }

    /** The symbol of a file in a log's directory; null where the file is no segment. */
    static String symbol(LogKind kind, String fileName) {
        if (!fileName.endsWith(kind.suffix())) {
            return null;
        }
        Matcher matcher = CLOSED.matcher(fileName);
        return matcher.matches()
                ? matcher.group(1)
                : fileName.substring(0, fileName.length() - kind.suffix().length());
    }

    /** The first sequence that a closed segment's name tells; 0 where it is not named like one. */
    static long closedFirstSequence(String fileName) {
        Matcher matcher = CLOSED.matcher(fileName);
        return matcher.matches() ? Long.parseLong(matcher.group(2)) : 0;
    }

    /** The first sequences of the closed segments, ascending. */
    List<Long> closedFirstSequences(Storage storage) throws IOException {
        List<Long> firstSequences = new ArrayList<>();
        int length = symbol.length() + 1 + SEQUENCE_DIGITS + kind.suffix().length();
        for (String name : storage.list(kind.directory())) {
            if (name.length() == length && name.startsWith(symbol) && name.endsWith(kind.suffix())) {
                Matcher matcher = CLOSED.matcher(name);
                if (matcher.matches()) {
                    firstSequences.add(Long.parseLong(matcher.group(2)));
                }
            }
        }
        return firstSequences;
    }
}
