package io.everbook.app.cli;

import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditEvent;
import io.everbook.app.audit.ToolAudit;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.ConfigurationReader;
import io.everbook.app.security.KeyFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the file of keys is: in the data directory that is given, or that the configuration names. */
final class KeysOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The engine's configuration file, which names the data directory.")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory, instead of the configured one.")
    private Path data;

    Configuration configuration() {
        return config == null ? Configuration.defaults() : ConfigurationReader.read(config);
    }

    KeyFile file() {
        return new KeyFile(directory());
    }

    /** Records that a key is about to be changed; where that cannot be, it must not be. */
    void record(String action, String keyId) {
        try (Audit audit = ToolAudit.open(directory())) {
            audit.record(new AuditEvent.CredentialChanged(action, keyId));
        }
    }

    private Path directory() {
        return data == null ? configuration().persistence().dataDirectory() : data;
    }
}
