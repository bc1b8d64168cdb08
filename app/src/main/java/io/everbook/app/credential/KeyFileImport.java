package io.everbook.app.credential;

import io.everbook.app.secret.OwnerOnly;
import io.everbook.app.secret.Secret;
import io.everbook.app.secret.SecretException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The keys of the file {@code api-keys}, of earlier versions, not encrypted, on their way into a store. */
public final class KeyFileImport {

    /** The file's name in the data directory. */
    public static final String NAME = "api-keys";

    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final List<KeyLine> lines;

    private KeyFileImport(Path file, List<KeyLine> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads the file.
     *
     * @param file the file
     * @throws SecretException where it can be read by others, or is not understood; the message holds no secret
     */
    public static KeyFileImport read(Path file) {
        try {
            OwnerOnly.requireFile("the file of API keys", file);
            if (Files.size(file) > MOST_BYTES) {
                throw new SecretException("the file of API keys is larger than 1 MiB: is it one? file=" + file);
            }
            List<KeyLine> lines = new ArrayList<>();
            for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                lines.add(parse(text, lines.size() + 1, file));
            }
            return new KeyFileImport(file, lines);
        } catch (IOException failure) {
            throw new SecretException("the file of API keys cannot be read: file=" + file + " cause=" + failure);
        }
    }

    /**
     * Puts the keys into a store, with the secrets that clients have.
     *
     * @param store the store
     * @param nowMillis the time, in milliseconds since the epoch
     * @return how many
     * @throws SecretException where two lines have one id
     */
    public int into(CredentialStore store, long nowMillis) {
        for (KeyLine line : lines) {
            try (Secret secret = line.secret()) {
                store.put(new Credential(line.id(), line.role(), line.participantId(), nowMillis, nowMillis), secret);
            } catch (CredentialException twice) {
                throw new SecretException("the file of API keys has this id twice: remove one of the two: id="
                        + line.id() + " file=" + file);
            }
        }
        return lines.size();
    }

    /** Overwrites the file with zeros and deletes it, once the store is safe. */
    public void delete() {
        try {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer zeros = ByteBuffer.allocate((int) channel.size());
                while (zeros.hasRemaining()) {
                    channel.write(zeros);
                }
                channel.force(true);
            }
            Files.delete(file);
            Files.deleteIfExists(file.resolveSibling(NAME + ".new"));
            Files.deleteIfExists(file.resolveSibling(NAME + ".lock"));
        } catch (IOException failure) {
            throw new SecretException(
                    "the keys are in the credential store now, but their old file could not be deleted:"
                            + " delete it: file=" + file + " cause=" + failure);
        }
    }

    private static KeyLine parse(String text, int number, Path file) {
        try {
            return KeyLine.parse(text);
        } catch (IllegalArgumentException notUnderstood) {
            throw new SecretException("the file of API keys is not understood: " + notUnderstood.getMessage()
                    + ": line=" + number + " file=" + file);
        }
    }
}
