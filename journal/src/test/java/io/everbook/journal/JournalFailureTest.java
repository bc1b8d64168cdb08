package io.everbook.journal;

import static io.everbook.journal.JournalFiles.INSTRUMENT;
import static io.everbook.journal.JournalFiles.SMALL;
import static io.everbook.journal.JournalFiles.SYMBOL;
import static io.everbook.journal.JournalFiles.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.everbook.core.command.Command;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalFailureTest implements JournalListener {

    @TempDir
    private Path directory;

    private JournalFiles files;
    private FaultyStorage storage;
    private JournalWriter writer;
    private final List<String> failures = new ArrayList<>();

    @BeforeEach
    void open() {
        files = new JournalFiles(directory);
        storage = new FaultyStorage(files.storage(), SYMBOL);
        writer = JournalWriter.open(storage, INSTRUMENT, JournalTail.empty(1), SMALL);
        JournalFiles.append(writer, 2, 3);
        writer.force();
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Override
    public void failed(String symbol, JournalException exception) {
        failures.add(symbol + " " + exception.code());
    }

    @Test
    void shouldAcceptNothingAfterAFailedWrite() {
        storage.failWrites = true;
        JournalException first = failure(() -> JournalFiles.append(writer, 1, 3));
        storage.failWrites = false;
        assertThat(first.code()).isEqualTo(Code.WRITE_FAILED);
        assertThat(first.sequence()).isEqualTo(7);
        assertThat(first).hasMessageContaining("No space left on device");
        assertTerminal(first);
        assertThat(files.read(1)).isEqualTo(orders(1, 6));
    }

    @Test
    void shouldNeverForceAgainAfterAFailedForce() {
        JournalFiles.append(writer, 1, 3);
        storage.failForces = true;
        JournalException first = failure(writer::force);
        storage.failForces = false;
        int forces = storage.forceCount.get();
        assertThat(first.code()).isEqualTo(Code.FORCE_FAILED);
        assertTerminal(first);
        writer.close();
        assertThat(storage.forceCount).hasValue(forces);
    }

    @Test
    void shouldAcceptNothingAfterAForceThatEndedUnexpectedly() {
        JournalFiles.append(writer, 1, 3);
        storage.breakForces = true;
        JournalException first = failure(writer::force);
        storage.breakForces = false;
        assertThat(first.code()).isEqualTo(Code.FORCE_FAILED);
        assertTerminal(first);
    }

    @Test
    void shouldNoticeThatItsFileWasRemoved() throws IOException {
        JournalFiles.append(writer, 1, 3);
        writer.force();
        files.storage().delete(JournalFiles.ACTIVE);
        JournalFiles.append(writer, 1, 3);
        JournalException gone = failure(writer::force);
        assertThat(gone.code()).isEqualTo(Code.FORCE_FAILED);
        assertThat(gone).hasMessageContaining("removed or renamed");
        assertTerminal(gone);
    }

    @Test
    void shouldFailForGoodWhenAForceFailsDuringRotation() {
        storage.failForces = true;
        JournalException first = failure(() -> JournalFiles.append(writer, 100, 5));
        int forces = storage.forceCount.get();
        assertThat(first.code()).isEqualTo(Code.FORCE_FAILED);
        assertTerminal(first);
        assertThat(storage.forceCount).hasValue(forces);
    }

    @Test
    void shouldReadWholeAfterARenameFailedDuringRotation() {
        storage.failRenames = true;
        JournalException first = failure(() -> JournalFiles.append(writer, 100, 5));
        assertThat(first.code()).isEqualTo(Code.WRITE_FAILED);
        assertTerminal(first);
        writer.close();
        List<String> commands = files.read(1);
        assertThat(commands).isEqualTo(orders(1, first.sequence() - 1));
        files.writer(SMALL).close();
    }

    @Test
    void shouldForceOnlyWhatIsNotForcedYet() {
        assertThat(writer.force()).isFalse();
        JournalFiles.append(writer, 1, 1);
        assertThat(writer.force()).isTrue();
        assertThat(writer.force()).isFalse();
    }

    @Test
    void shouldContinueWritesAndReadsThatAreShorterThanAsked() {
        storage.mostBytes = 7;
        JournalFiles.append(writer, 30, 5);
        writer.close();
        try (JournalReader reader = JournalReader.open(storage, SYMBOL, 1)) {
            assertThat(JournalFiles.readOn(reader)).isEqualTo(orders(1, 156));
        }
        assertThat(files.read(1)).isEqualTo(orders(1, 156));
    }

    @Test
    void shouldRefusePendingCommandsOfAFailedJournalWhileAnotherSymbolGoesOn() {
        JournalingHandler handler = handler();
        storage.failWrites = true;
        Command[] batch = batch();
        deliver(handler, batch);
        assertRefused(batch[0]);
        assertThat(batch[1].journaled()).isTrue();
        assertThat(batch[1].sequence()).isEqualTo(1);
        assertRefused(batch[2]);
        assertThat(failures).containsExactly("BTC-USD WRITE_FAILED");

        storage.failWrites = false;
        Command[] next = batch();
        deliver(handler, next);
        assertRefused(next[0]);
        assertThat(next[1].journaled()).isTrue();
        assertThat(next[1].sequence()).isEqualTo(2);
        assertThat(failures).hasSize(1);
    }

    @Test
    void shouldRefuseABatchThatWasWrittenButNotForced() {
        JournalingHandler handler = handler();
        storage.failForces = true;
        Command[] batch = batch();
        deliver(handler, batch);
        assertRefused(batch[0]);
        assertThat(batch[1].journaled()).isTrue();
        assertThat(failures).containsExactly("BTC-USD FORCE_FAILED");
    }

    @Test
    void shouldRefuseTheWholeBatchWhenItFailsInTheMiddle() {
        JournalingHandler handler = handler();
        storage.failWrites = true;
        Command[] batch = new Command[100];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = Commands.order(0).marketIndex(0);
        }
        deliver(handler, batch);
        for (Command command : batch) {
            assertRefused(command);
        }
        assertThat(failures).hasSize(1);
    }

    private JournalingHandler handler() {
        JournalingHandler handler = new JournalingHandler(2, 1_024, true, this);
        Instrument other = Instrument.of("ETH-USD", "0.01", "0.01");
        handler.register(0, writer);
        handler.register(1, JournalWriter.open(storage, other, JournalTail.empty(1), SMALL));
        return handler;
    }

    private static Command[] batch() {
        return new Command[] {
            Commands.order(0).marketIndex(0),
            Commands.order(0).marketIndex(1),
            Commands.order(0).marketIndex(0)
        };
    }

    private static void deliver(JournalingHandler handler, Command[] batch) {
        for (int i = 0; i < batch.length; i++) {
            handler.onEvent(batch[i], i, i == batch.length - 1);
        }
    }

    private static void assertRefused(Command command) {
        assertThat(command.journaled()).isFalse();
        assertThat(command.sequence()).isZero();
        assertThat(command.laneRefusal()).isEqualTo(RejectReason.JOURNAL_FAILED);
    }

    private void assertTerminal(JournalException first) {
        assertThat(writer.failed()).isTrue();
        assertThat(failure(() -> writer.append(Commands.order(writer.nextSequence()))))
                .isSameAs(first);
        assertThat(failure(writer::commit)).isSameAs(first);
        assertThat(failure(writer::force)).isSameAs(first);
    }

    private static JournalException failure(ThrowingCallable call) {
        JournalException e = catchThrowableOfType(JournalException.class, call);
        assertThat(e).isNotNull();
        return e;
    }
}
