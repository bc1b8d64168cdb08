package io.everbook.app.replay;

import java.util.ArrayList;
import java.util.List;

/** Breaks sentences at blanks, so that they can be read on a terminal of 80 columns. */
public final class WrappedText {

    private WrappedText() {}

    /**
     * Breaks one sentence.
     *
     * @param text the sentence; the blanks it begins with stay
     * @param indent how far the second and further lines are moved in
     * @return lines of at most 80 columns, unless a word alone is longer
     */
    public static List<String> lines(String text, int indent) {
        List<String> lines = new ArrayList<>();
        int lead = text.length() - text.stripLeading().length();
        StringBuilder line = new StringBuilder(" ".repeat(lead));
        int blank = lead;
        for (String word : text.strip().split(" ")) {
            if (line.length() > blank && line.length() + 1 + word.length() > LadderText.COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(" ".repeat(indent));
                blank = indent;
            }
            line.append(line.length() > blank ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
