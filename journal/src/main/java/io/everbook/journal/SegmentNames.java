package io.everbook.journal;

import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of segment files, and how to read them. */
final class SegmentNames {

    static final String DIRECTORY = "journals";
    static final String SUFFIX = ".journal";

    private static final Pattern CLOSED = Pattern.compile("(.+)-([0-9]{19})\\.journal");

    private SegmentNames() {}

    static String active(String symbol) {
        return DIRECTORY + '/' + symbol + SUFFIX;
    }

    static String closed(String symbol, long firstSequence) {
        return DIRECTORY + '/' + symbol + '-' + digits(firstSequence) + SUFFIX;
    }

    /** The name of a segment that is being made and is not part of the journal yet. */
    static String unfinished(String symbol) {
        return active(symbol) + ".new";
    }

    static String digits(long number) {
        String text = Long.toString(number);
        return "0".repeat(19 - text.length()) + text;
    }

    /** The symbol of a file in the journals' directory; null where the file is no segment. */
    static String symbol(String fileName) {
        if (!fileName.endsWith(SUFFIX)) {
            return null;
        }
        Matcher matcher = CLOSED.matcher(fileName);
        return matcher.matches() ? matcher.group(1) : fileName.substring(0, fileName.length() - SUFFIX.length());
    }

    /** The first sequence that a closed segment's name tells; 0 where it is not named like one. */
    static long closedFirstSequence(String fileName) {
        Matcher matcher = CLOSED.matcher(fileName);
        return matcher.matches() ? Long.parseLong(matcher.group(2)) : 0;
    }

    /** The first sequences of a symbol's closed segments, ascending. */
    static List<Long> closedFirstSequences(Storage storage, String symbol) throws IOException {
        List<Long> firstSequences = new ArrayList<>();
        for (String name : storage.list(DIRECTORY)) {
            Matcher matcher = CLOSED.matcher(name);
            if (matcher.matches() && matcher.group(1).equals(symbol)) {
                firstSequences.add(Long.parseLong(matcher.group(2)));
            }
        }
        return firstSequences;
    }
}
