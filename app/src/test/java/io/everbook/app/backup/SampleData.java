package io.everbook.app.backup;

import io.everbook.app.credential.CredentialFile;
import io.everbook.app.credential.CredentialStore;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.Role;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A data directory that grows under a test's hands: one market, in small segments, and a store of credentials. */
final class SampleData implements AutoCloseable {

    static final Instrument XYZ = new Instrument("XYZ", DecimalUnit.of("0.5"), DecimalUnit.of("0.1"), 1_000);
    static final String ACTIVE = "journals/XYZ.journal";
    static final String KEYS = CredentialFile.NAME;

    private static final KeyDerivation FLOOR =
            new KeyDerivation(KeyDerivation.MIN_MEMORY_KIB, KeyDerivation.MIN_ITERATIONS, 1);

    private static final JournalOptions SMALL_SEGMENTS = new JournalOptions(8 << 10, 1 << 10, 1 << 10);

    private final Path path;
    private final Storage storage;
    private final JournalWriter writer;
    private final Market market = new Market(XYZ);
    private final EventBatch events = new EventBatch();

    SampleData(Path path) throws IOException {
        this.path = path;
        storage = new FileStorage(path);
        writer = JournalWriter.open(storage, XYZ, JournalTail.empty(1), SMALL_SEGMENTS);
        putKeys("desk-7");
    }

    /** Writes the store of credentials anew, with one key. */
    void putKeys(String id) {
        try (Secret password = Secret.taking("correct horse battery".getBytes(StandardCharsets.US_ASCII));
                CredentialStore keys = CredentialStore.create(password, FLOOR)) {
            keys.add(id, Role.TRADER, 7, 0).close();
            new CredentialFile(storage).replace(keys);
        }
    }

    Path path() {
        return path;
    }

    Storage storage() {
        return storage;
    }

    Market market() {
        return market;
    }

    /** Enters so many orders, a frame each. */
    SampleData trade(int orders) {
        for (int i = 0; i < orders; i++) {
            long sequence = market.sequence() + 1;
            Command command = new Command();
            command.clear().type(CommandType.NEW_ORDER).sequence(sequence);
            command.participantId(1 + (int) (sequence % 3)).requestId(sequence).timestampNanos(sequence * 1_000);
            command.orderType(OrderType.LIMIT).timeInForce(TimeInForce.GTC);
            command.side(sequence % 2 == 0 ? Side.BUY : Side.SELL);
            command.priceTicks(100 + sequence % 5).quantityLots(1 + sequence % 7);
            writer.append(command);
            writer.commit();
            market.apply(command, events);
        }
        writer.force();
        return this;
    }

    /** Takes a snapshot. */
    SampleData snapshot() {
        new SnapshotCatalog(storage, "XYZ").write(market, market.sequence());
        return this;
    }

    MarketState state() {
        return new MarketState("XYZ", market.sequence(), market.digest());
    }

    @Override
    public void close() throws IOException {
        writer.close();
        storage.close();
    }
}
