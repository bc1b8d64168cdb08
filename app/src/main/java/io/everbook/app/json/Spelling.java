package io.everbook.app.json;

import java.util.List;

/** Guesses what a misspelt word was meant to be. */
final class Spelling {

    private static final int MAX_QUOTED = 60;

    private Spelling() {}

    /** {@return a question with the nearest word, or the list of all where none is near} */
    static String advice(String word, List<String> words) {
        String best = null;
        int bestDistance = Math.max(1, Math.min(3, word.length() / 2)) + 1;
        for (String candidate : words) {
            int distance = word.length() > MAX_QUOTED ? bestDistance : distance(word, candidate);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best == null ? "allowed are " + String.join(", ", words) : "did you mean \"" + best + "\"?";
    }

    /** {@return a text in quotes, printable and not too long} */
    static String quote(CharSequence text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), MAX_QUOTED); i++) {
            char c = text.charAt(i);
            quoted.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return quoted.append(text.length() > MAX_QUOTED ? "...\"" : "\"").toString();
    }

    /** {@return how many letters to insert, delete, change or swap with their neighbour} */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int change = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1)) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
