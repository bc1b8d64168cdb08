package io.everbook.app.configuration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/** Guesses what an unknown key was meant to be. */
final class Suggestion {

    private Suggestion() {}

    static String forKey(String unknown, Set<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(label -> distance(unknown, label)))
                .orElseThrow();
        if (distance(unknown, nearest) <= Math.max(1, nearest.length() / 3)) {
            return "did you mean " + Text.quote(nearest) + "?";
        }
        return Arrays.stream(Key.values())
                .filter(key -> key.label().equalsIgnoreCase(unknown))
                .map(Suggestion::elsewhere)
                .findFirst()
                .orElse("the keys here are " + String.join(", ", known));
    }

    private static String elsewhere(Key key) {
        String place = key.parent().isEmpty() ? "at the top of the file" : "inside " + Text.quote(key.parent());
        return "did you mean " + Text.quote(key.label()) + " " + place + "?";
    }

    /** {@return the number of single-letter edits between two words, whatever their case} */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        if (a.length() > 2 * b.length()) {
            return a.length();
        }
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
