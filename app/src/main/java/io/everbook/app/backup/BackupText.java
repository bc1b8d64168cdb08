package io.everbook.app.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.terminal.Terminal;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;

/** What the backup commands print. */
final class BackupText {

    private BackupText() {}

    static void fields(JsonGenerator json, Manifest manifest) throws IOException {
        json.writeStringField("backup", manifest.id());
        json.writeStringField("time", BackupStore.time(manifest.id()).toString());
        json.writeStringField("version", manifest.version());
        json.writeBooleanField("incremental", manifest.incremental());
        json.writeNumberField("files", manifest.files().size());
        json.writeNumberField("bytes", manifest.bytes());
        json.writeNumberField("ownBytes", manifest.ownBytes());
        json.writeArrayFieldStart("symbols");
        for (MarketState state : manifest.states()) {
            json.writeStartObject();
            json.writeStringField("symbol", state.symbol());
            json.writeNumberField("sequence", state.sequence());
            json.writeStringField("digest", HexFormat.of().toHexDigits(state.digest()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void states(Manifest manifest) {
        for (MarketState state : manifest.states()) {
            Terminal.OUT.printf(
                    Locale.ROOT,
                    "%s: commands through %d, digest=%016x%n",
                    state.symbol(),
                    state.sequence(),
                    state.digest());
        }
    }

    static String counts(Manifest manifest) {
        return manifest.files().size() + " files, " + manifest.bytes() + " bytes, " + manifest.ownBytes()
                + " of them written for it";
    }

    /** {@return the version of Everbook, from the JAR's manifest} */
    static String version() {
        String version = BackupText.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
