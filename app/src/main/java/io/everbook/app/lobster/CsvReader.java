package io.everbook.app.lobster;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads rows of numbers separated by commas, plain or gzipped (told by the file's first bytes), into one array that it
 * uses again. The first column may be a time: seconds with up to nine decimals, read as nanoseconds.
 */
final class CsvReader implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int MAX_COLUMNS = 4096;
    private static final int NANO_DIGITS = 9;
    private static final int MAX_DIGITS = 18;

    private final Path file;
    private final boolean timeFirst;
    private final Counting counting;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private final long[] columns = new long[MAX_COLUMNS];
    private int columnCount;
    private long line;

    CsvReader(Path file, boolean timeFirst) throws IOException {
        this.file = file;
        this.timeFirst = timeFirst;
        counting = new Counting(Files.newInputStream(file));
        try {
            in = open();
        } catch (IOException e) {
            counting.close();
            throw e;
        }
    }

    private InputStream open() throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(counting, BUFFER_BYTES);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
    }

    /** {@return how many bytes of the file were read} */
    long bytesRead() {
        return counting.count;
    }

    /** {@return the number of the current line, from 1} */
    long line() {
        return line;
    }

    int columnCount() {
        return columnCount;
    }

    long column(int index) {
        return columns[index];
    }

    /** {@return whether there was another row, which is the current one now} */
    boolean next() throws IOException {
        int c = read();
        if (c < 0) {
            return false;
        }
        line++;
        columnCount = 0;
        while (true) {
            c = columnCount == 0 && timeFirst ? readTime(c) : readNumber(c);
            columnCount++;
            if (c == '\r') {
                c = read();
            }
            if (c == '\n' || c < 0) {
                return true;
            }
            if (c != ',' || columnCount == MAX_COLUMNS) {
                throw invalid("column " + columnCount + " is not a number, or there are too many columns");
            }
            c = read();
        }
    }

    LobsterFormatException invalid(String detail) {
        return new LobsterFormatException(file, line, detail);
    }

    private int readNumber(int first) throws IOException {
        int c = first;
        boolean negative = c == '-';
        if (negative) {
            c = read();
        }
        return readDigits(c, negative);
    }

    private int readDigits(int first, boolean negative) throws IOException {
        int c = first;
        long value = 0;
        int digits = 0;
        for (; c >= '0' && c <= '9'; c = read()) {
            value = value * 10 + c - '0';
            digits++;
        }
        if (digits == 0 || digits > MAX_DIGITS) {
            throw invalid("column " + (columnCount + 1) + " is not a whole number of up to " + MAX_DIGITS + " digits");
        }
        columns[columnCount] = negative ? -value : value;
        return c;
    }

    private int readTime(int first) throws IOException {
        int c = readDigits(first, false);
        long nanos = columns[0];
        int digits = 0;
        if (c == '.') {
            for (c = read(); c >= '0' && c <= '9'; c = read()) {
                nanos = digits < NANO_DIGITS ? nanos * 10 + c - '0' : nanos;
                digits++;
            }
        }
        for (; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        if (columns[0] > LobsterMessage.MAX_SECONDS) {
            throw invalid("the time is not in seconds after midnight: seconds=" + columns[0]);
        }
        columns[0] = nanos;
        return c;
    }

    private int read() throws IOException {
        if (at == end) {
            at = 0;
            end = fill();
            if (end == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    private int fill() throws IOException {
        try {
            return Math.max(0, in.read(buffer, 0, buffer.length));
        } catch (EOFException | ZipException e) {
            throw invalid("the gzip data is damaged or cut short after this line: fetch the file again");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        counting.close();
    }

    /** Counts the bytes that pass. */
    private static final class Counting extends FilterInputStream {

        private long count;

        private Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            count += c < 0 ? 0 : 1;
            return c;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
