package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A manifest as lines of text, the last of which is the SHA-256 of all before it. */
final class ManifestText {

    private static final String FIRST = "everbook-backup ";
    private static final String VERSION = "1";
    private static final String END = "end ";
    private static final Pattern STATE = Pattern.compile("state (\\S+) ([0-9]{1,19}) ([0-9a-f]{16})");
    private static final Pattern FILE =
            Pattern.compile("file ([0-9a-f]{64}) ([0-9]{1,18}) (objects/[0-9a-f]{64}\\.[0-9TZ]{19}) (.+)");
    private static final Pattern SOUND_NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]+(/[^/\\\\\\p{Cntrl}]+)*");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

    private ManifestText() {}

    static byte[] write(Manifest manifest) {
        StringBuilder text = new StringBuilder(FIRST).append(VERSION).append('\n');
        text.append("id ").append(manifest.id()).append('\n');
        text.append("version ").append(manifest.version()).append('\n');
        text.append("kind ")
                .append(manifest.incremental() ? "incremental" : "full")
                .append('\n');
        for (MarketState state : manifest.states()) {
            text.append("state ").append(state.symbol()).append(' ').append(state.sequence());
            text.append(' ').append(HexFormat.of().toHexDigits(state.digest())).append('\n');
        }
        for (StoredFile file : manifest.files()) {
            text.append("file ")
                    .append(file.sha256())
                    .append(' ')
                    .append(file.bytes())
                    .append(' ');
            text.append(file.object()).append(' ').append(file.name()).append('\n');
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        String end = END + HexFormat.of().formatHex(Sha256.of(body)) + '\n';
        return (text + end).getBytes(StandardCharsets.UTF_8);
    }

    /** Tells whether a name may stand in a manifest: it stays inside of the data directory, on one line. */
    static boolean isSound(String name) {
        return SOUND_NAME.matcher(name).matches() && !DOTS.matcher(name).matches();
    }

    /**
     * Reads a manifest.
     *
     * @param bytes the bytes of the file
     * @param file what messages call it
     * @throws BackupException where they are not what was written
     */
    static Manifest read(byte[] bytes, String file) {
        if (SealHeader.isSealed(bytes)) {
            throw new BackupException(
                    Code.PASSWORD_NEEDED,
                    "this backup is encrypted; give its password with --password-file, --password-fd or --password-env:"
                            + " file=" + file);
        }
        String text = text(bytes, file);
        int end = text.lastIndexOf(END);
        if (end <= 0 || text.charAt(end - 1) != '\n') {
            throw damaged(file, "it has no end");
        }
        byte[] body = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
        String expected = END + HexFormat.of().formatHex(Sha256.of(body)) + '\n';
        if (!text.substring(end).equals(expected)) {
            throw damaged(file, "its SHA-256 is another one");
        }
        String[] lines = text.substring(0, end - 1).split("\n", -1);
        if (!lines[0].equals(FIRST + VERSION)) {
            throw new BackupException(
                    lines[0].startsWith(FIRST) ? Code.NEWER_VERSION : Code.MANIFEST_DAMAGED,
                    "this Everbook does not know this manifest's version; use the Everbook that wrote it: file=" + file
                            + " found=\"" + lines[0].substring(0, Math.min(lines[0].length(), 40)) + "\"");
        }
        return parse(lines, file);
    }

    private static Manifest parse(String[] lines, String file) {
        List<MarketState> states = new ArrayList<>();
        List<StoredFile> files = new ArrayList<>();
        if (lines.length < 4) {
            throw damaged(file, "lines are missing");
        }
        for (int i = 4; i < lines.length; i++) {
            Matcher state = STATE.matcher(lines[i]);
            Matcher stored = FILE.matcher(lines[i]);
            if (state.matches()) {
                long digest = Long.parseUnsignedLong(state.group(3), 16);
                states.add(new MarketState(state.group(1), Long.parseLong(state.group(2)), digest));
            } else if (stored.matches() && isSound(stored.group(4))) {
                long size = Long.parseLong(stored.group(2));
                files.add(new StoredFile(stored.group(4), size, stored.group(1), stored.group(3)));
            } else {
                throw damaged(file, "line " + (i + 1) + " makes no sense");
            }
        }
        return new Manifest(
                value(lines[1], "id ", file),
                value(lines[2], "version ", file),
                value(lines[3], "kind ", file).equals("incremental"),
                states,
                files);
    }

    private static String value(String line, String name, String file) {
        if (!line.startsWith(name)) {
            throw damaged(file, "the line of its " + name.strip() + " is missing");
        }
        return line.substring(name.length());
    }

    private static String text(byte[] bytes, String file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged(file, "it is no text");
        }
    }

    private static BackupException damaged(String file, String what) {
        return new BackupException(
                Code.MANIFEST_DAMAGED,
                "the manifest is not what was written, so this backup cannot be used; use another one: file=" + file
                        + " finding=\"" + what + '"');
    }
}
