package io.everbook.app.cli;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.HttpLimits;
import io.everbook.app.configuration.HttpTls;
import io.everbook.app.configuration.StreamLimits;
import java.nio.file.Path;

/** Configurations of commands that run an engine of their own, without a file. */
final class Configurations {

    private Configurations() {}

    /** {@return a configuration with another data directory and HTTP port, where they are given} */
    static Configuration with(Configuration configuration, Path dataDirectory, Integer port) {
        Configuration.Persistence p = configuration.persistence();
        Configuration.Http http = configuration.http();
        Path directory = dataDirectory == null ? p.dataDirectory() : dataDirectory;
        return replace(
                configuration,
                persistence(p, p.enabled(), directory, p.journalSyncIntervalMs()),
                port == null ? http : http.withPort(port));
    }

    /** {@return a configuration with another HTTP port} */
    static Configuration with(Configuration configuration, Configuration.Http http) {
        return replace(configuration, configuration.persistence(), http);
    }

    /** {@return the defaults, but for the data directory and the journal's sync interval, and without HTTP} */
    static Configuration forDataDirectory(Path dataDirectory, int journalSyncIntervalMs) {
        Configuration defaults = Configuration.defaults();
        return replace(
                defaults,
                persistence(defaults.persistence(), true, dataDirectory, journalSyncIntervalMs),
                defaults.http());
    }

    /** {@return the defaults on another data directory and any free port, for clients whose rate is not limited} */
    static Configuration forClients(Path dataDirectory) {
        Configuration defaults = Configuration.defaults();
        int sync = defaults.persistence().journalSyncIntervalMs();
        HttpLimits limits = new HttpLimits(4_096, 60_000, 60_000, 10_000, 5_000, 0, 1);
        return replace(
                defaults,
                persistence(defaults.persistence(), true, dataDirectory, sync),
                new Configuration.Http(true, "127.0.0.1", 0, HttpTls.NONE, limits, StreamLimits.DEFAULTS));
    }

    private static Configuration.Persistence persistence(
            Configuration.Persistence p, boolean enabled, Path dataDirectory, int journalSyncIntervalMs) {
        return new Configuration.Persistence(
                enabled,
                dataDirectory,
                journalSyncIntervalMs,
                p.snapshotIntervalMin(),
                p.snapshotEveryCommands(),
                p.keepSnapshots(),
                p.compactionThreshold(),
                p.journalRetention(),
                p.segmentBytes());
    }

    private static Configuration replace(
            Configuration c, Configuration.Persistence persistence, Configuration.Http http) {
        return new Configuration(
                persistence,
                c.instruments(),
                c.lanes(),
                c.ringSize(),
                c.eventRingSize(),
                c.waitStrategy(),
                c.stages(),
                http,
                c.logging(),
                c.backup(),
                c.audit());
    }
}
