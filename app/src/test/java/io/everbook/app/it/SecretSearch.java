package io.everbook.app.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Searches bytes for secrets in whatever form they could be written down. */
final class SecretSearch {

    private static final int PAIRS = 1 << 16;
    private static final int MOST_BYTES = 1 << 10;
    private static final int CHUNK = 1 << 22;

    private final Map<String, byte[]> forms = new TreeMap<>();
    private final List<List<Map.Entry<String, byte[]>>> byPair = new ArrayList<>();

    SecretSearch() {
        for (int i = 0; i < PAIRS; i++) {
            byPair.add(null);
        }
    }

    /** Adds a text of ASCII; where it is hexadecimal itself, the bytes that it means as well. */
    SecretSearch add(String name, String secret) {
        byte[] raw = secret.getBytes(StandardCharsets.US_ASCII);
        addBytes(name, raw);
        addForm(name + " as UTF-16, big end first", secret.getBytes(StandardCharsets.UTF_16BE));
        addForm(name + " as UTF-16, little end first", secret.getBytes(StandardCharsets.UTF_16LE));
        if (secret.matches("[0-9a-f]{64}")) {
            addForm(name + " in capitals", secret.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
            addBytes(name + " decoded", HexFormat.of().parseHex(secret));
        }
        return this;
    }

    private void addBytes(String name, byte[] raw) {
        addForm(name, raw);
        addForm(name + " in hexadecimal", ascii(HexFormat.of().formatHex(raw)));
        addForm(name + " in HEXADECIMAL", ascii(HexFormat.of().withUpperCase().formatHex(raw)));
        for (int shift = 0; shift < 3; shift++) {
            // Wherever it begins in what was encoded: the digits that are its own alone.
            byte[] shifted = new byte[shift + raw.length];
            System.arraycopy(raw, 0, shifted, shift, raw.length);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String digits = encoder.withoutPadding().encodeToString(shifted);
                addForm(
                        name + " in Base64 from " + shift + " " + encoder.equals(Base64.getEncoder()),
                        ascii(digits.substring(shift == 0 ? 0 : shift + 1, digits.length() - 1)));
            }
        }
    }

    private void addForm(String name, byte[] form) {
        if (forms.put(name, form) == null) {
            int pair = pair(form, 0);
            if (byPair.get(pair) == null) {
                byPair.set(pair, new ArrayList<>());
            }
            byPair.get(pair).add(Map.entry(name, form));
        }
    }

    /** {@return how many forms are searched for} */
    int size() {
        return forms.size();
    }

    /** {@return what a file holds of them} */
    TreeSet<String> in(Path file) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
            byte[] window = new byte[CHUNK + MOST_BYTES];
            int kept = 0;
            int count = in.readNBytes(window, 0, CHUNK);
            while (count > 0) {
                search(window, kept + count, found);
                int all = kept + count;
                kept = Math.min(all, MOST_BYTES);
                System.arraycopy(window, all - kept, window, 0, kept);
                count = in.readNBytes(window, kept, CHUNK);
            }
        }
        return found;
    }

    /** {@return what a text holds of them} */
    TreeSet<String> in(String text) {
        TreeSet<String> found = new TreeSet<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        search(bytes, bytes.length, found);
        return found;
    }

    private void search(byte[] bytes, int length, TreeSet<String> found) {
        for (int i = 0; i < length - 1; i++) {
            List<Map.Entry<String, byte[]>> candidates = byPair.get(pair(bytes, i));
            if (candidates != null) {
                for (Map.Entry<String, byte[]> candidate : candidates) {
                    if (startsWith(bytes, i, length, candidate.getValue())) {
                        found.add(candidate.getKey());
                    }
                }
            }
        }
    }

    private static boolean startsWith(byte[] bytes, int at, int length, byte[] form) {
        return at + form.length <= length && Arrays.equals(bytes, at, at + form.length, form, 0, form.length);
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
