package io.everbook.app.audit;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.ConfigurationReader;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.AuditLogCatalog;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The data directory whose audit a command reads, and never changes: the one given, or the one configured. */
final class AuditSource {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The engine's configuration file, which names the data directory.")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory, instead of the configured one.")
    private Path data;

    Path directory() {
        if (data != null) {
            return data;
        }
        Configuration configuration = config == null ? Configuration.defaults() : ConfigurationReader.read(config);
        return configuration.persistence().dataDirectory();
    }

    Storage open() {
        return FileStorage.readOnly(directory());
    }

    /** The names of the chains that are there; at least one. */
    List<String> chains(Storage storage) {
        List<String> names = AuditLogCatalog.names(storage);
        if (names.isEmpty()) {
            throw new UserFault("there is no audit journal here; name a data directory with --data: path="
                    + directory().toAbsolutePath().normalize());
        }
        return names;
    }
}
