package io.everbook.app.json;

/** A view of some characters of an array, pointed anew for each use. */
final class Text implements CharSequence {

    private char[] chars;
    private int start;
    private int length;

    Text of(char[] array, int from, int count) {
        chars = array;
        start = from;
        length = count;
        return this;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[start + index];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new Text().of(chars, start + from, to - from);
    }

    @Override
    public String toString() {
        return new String(chars, start, length);
    }
}
