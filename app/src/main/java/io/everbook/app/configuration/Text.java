package io.everbook.app.configuration;

/** Text of the operator's, made fit for an error message of one line. */
final class Text {

    private static final int LONGEST = 200;
    private static final int LONGEST_QUOTE = 64;

    private Text() {}

    /** {@return the text without anything that would break the line or the terminal, and not too long} */
    static String oneLine(String text) {
        return visible(text, LONGEST);
    }

    /** {@return the text in double quotes, as {@link #oneLine} makes it} */
    static String quote(String text) {
        return '"' + visible(text, LONGEST_QUOTE) + '"';
    }

    private static String visible(String text, int longest) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && i < longest; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return text.length() > longest ? line + "..." : line.toString();
    }
}
