package io.everbook.app.client;

import io.everbook.app.terminal.UserFault;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whom to ask and as whom, for all commands of {@code everbook client}. */
final class ClientCommandLine {

    private static final String SECRET_VARIABLE = "EVERBOOK_SECRET";
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Address of the engine (default: ${DEFAULT-VALUE}).")
    private String url;

    @Option(names = "--key", paramLabel = "ID", description = "Id of the API key.")
    private String key;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "File with the key's secret, which only you can read; else it is taken from the environment"
                    + " variable EVERBOOK_SECRET.")
    private Path secretFile;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to try for an answer, from 1 to 3600 (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "The instrument, where there are several.")
    private String symbol;

    @Option(names = "--json", description = "Print the engine's answers as they are, one JSON object a line.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** {@return the instrument that was named, or null} */
    String symbol() {
        return symbol;
    }

    /** {@return the instrument, which the engine serves: the only one where none was named} */
    String symbol(EverbookClient client) {
        if (symbol != null) {
            return EverbookClient.await(client.instrumentAsync(symbol)).text("symbol");
        }
        var instruments = EverbookClient.await(client.instrumentsAsync()).objects("instruments");
        if (instruments.size() != 1) {
            throw new UserFault("the engine has several instruments: name one by --symbol: instruments="
                    + instruments.stream().map(one -> one.text("symbol")).toList());
        }
        return instruments.get(0).text("symbol");
    }

    /** {@return a client that must have a key} */
    EverbookClient trader() {
        if (key == null) {
            throw new UserFault("orders need an API key: give --key, and its secret by --secret-file or the environment"
                    + " variable " + SECRET_VARIABLE);
        }
        return client();
    }

    /** {@return a client, with a key where one was named} */
    EverbookClient client() {
        if (timeoutSeconds < 1 || timeoutSeconds > 3_600) {
            throw new UserFault("--timeout must be from 1 to 3600 seconds: timeout=" + timeoutSeconds);
        }
        return new EverbookClient(address(), key == null ? null : clientKey(), Duration.ofSeconds(timeoutSeconds));
    }

    private URI address() {
        try {
            URI address = URI.create(url);
            String scheme = String.valueOf(address.getScheme());
            if ((scheme.equals("http") || scheme.equals("https")) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // Told below.
        }
        throw new UserFault("--url must be an address such as http://127.0.0.1:8080: url=" + url);
    }

    private ClientKey clientKey() {
        try {
            return new ClientKey(key, secret());
        } catch (IllegalArgumentException wrong) {
            throw new UserFault(wrong.getMessage());
        }
    }

    private String secret() {
        if (secretFile == null) {
            String secret = System.getenv(SECRET_VARIABLE);
            if (secret == null) {
                throw new UserFault("the secret of the key is missing: give --secret-file, or set " + SECRET_VARIABLE);
            }
            return secret.strip();
        }
        try {
            boolean posix =
                    secretFile.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix && !OWNERS.containsAll(Files.getPosixFilePermissions(secretFile))) {
                throw new UserFault("the secret can be read by others: run chmod 600 " + secretFile);
            }
            return Files.readString(secretFile, StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException missing) {
            throw new UserFault("there is no file with the secret: secretFile=" + secretFile);
        } catch (IOException fault) {
            throw new UserFault("the secret cannot be read: secretFile=" + secretFile + " cause=" + fault);
        }
    }
}
