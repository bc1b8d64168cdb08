package io.everbook.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.security.LockOut;
import io.everbook.journal.AuditLogCatalog;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.storage.SimulatedDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start reads from the newest checkpoint, and knows from there what it would know from the whole chain. */
class AuditCheckpointTest {

    /** How many operations lie between two crashes; with 1 they die at every one, which takes minutes. */
    private static final int STEP = Integer.getInteger("everbook.audit.crash.step", 3);

    private static final int ROUNDS = 60;
    private static final Pattern REQUESTS = Pattern.compile("requests=(\\d+)");

    private SimulatedDisk disk = new SimulatedDisk(1);

    /** What of a life goes on in the next one. */
    private record Life(TestAudit audit, LockOutMemory lockOuts, LastStart last, List<Long> recalled) {

        static Life open(SimulatedDisk disk) {
            LockOutMemory lockOuts = new LockOutMemory();
            LastStart last = new LastStart();
            List<Long> recalled = new ArrayList<>();
            TestAudit audit = TestAudit.open(disk, lockOuts, last, record -> recalled.add(record.sequence()));
            lockOuts.recordIn(audit.journal());
            return new Life(audit, lockOuts, last, recalled);
        }

        /** Everything that is known, as text. */
        Map<String, String> knows() {
            Map<String, String> all = new TreeMap<>();
            for (int i = 0; i < 5; i++) {
                all.put("access of desk-" + i, new TreeMap<>(audit.journal().accessOf("desk-" + i)).toString());
                all.put("failures of desk-" + i, "" + audit.journal().failuresOfKey("desk-" + i));
                all.put("failures of 10.0.0." + i, "" + audit.journal().failuresOfAddress("10.0.0." + i));
            }
            all.putAll(AuditCheckpointTest.lockOuts(lockOuts));
            all.put("last start", last.configuration() + ' ' + last.end());
            return all;
        }

        /** Does something of each kind, all of it forced in the end. */
        void live(int round) {
            boolean letIn = round % 3 == 0;
            String key = "desk-" + (letIn ? round / 3 % 4 : 3 + round % 2);
            String address = "10.0.0." + round % 7 % 5;
            LockOut guesses = lockOuts.lockOut();
            if (letIn) {
                audit.record(new AuditEvent.Authenticated(key, address, "POST /orders"));
                guesses.succeeded(key, address);
            } else {
                for (int i = 0; i < 4; i++) {
                    audit.record(new AuditEvent.AuthenticationFailed(key, address, "SIGNATURE_INVALID"));
                    guesses.failed(key, address, audit.epochMillis());
                    guesses.refusedForMillis(key, address, audit.epochMillis());
                }
            }
            audit.pass(10);
        }
    }

    @Test
    void shouldReadNoFurtherBackThanTheNewestCheckpointAndKnowTheSame() {
        Life first = Life.open(disk);
        first.audit().record(new AuditEvent.Started("1.2", "c0nf", "none"));
        first.last().began("c0nf");
        for (int round = 0; round < ROUNDS; round++) {
            first.live(round);
        }
        Map<String, String> known = first.knows();
        disk.crash();
        disk.restart(false);
        List<Long> starts = AuditStart.newest(disk, AuditJournal.ENGINE, Integer.MAX_VALUE);
        assertThat(starts).as("checkpoints").hasSizeGreaterThan(3);

        Life second = Life.open(disk);

        assertThat(second.recalled().get(0)).isEqualTo(starts.get(0));
        known.put("last start", "c0nf died");
        assertThat(second.knows()).isEqualTo(known);
        assertThat(known.keySet()).as("there is something to know").anyMatch(name -> name.startsWith("lock-out of "));
        assertThat(TestAudit.findings(disk)).isEmpty();
    }

    @Test
    void shouldStartFromTheCheckpointBeforeWhereTheNewestIsDamagedAndSetTheChainAside() {
        Life first = Life.open(disk);
        // Until something forced stands behind the newest checkpoint: else it could as well be an unfinished write.
        for (int round = 0; round < ROUNDS || newest().bytes() < 7_000; round++) {
            first.live(round);
        }
        disk.crash();
        disk.restart(false);
        long newest = newest().firstSequence();
        assertThat(disk.flip(newest().file(), 4_096 + 200, 1)).isTrue();
        assertThat(AuditStart.newest(disk, AuditJournal.ENGINE)).isLessThan(newest);

        Life second = Life.open(disk);

        assertThat(second.recalled()).as("up to the damage").isNotEmpty().allMatch(sequence -> sequence < newest);
        List<AuditRecord> records = TestAudit.read(disk);
        assertThat(records.get(0).kind()).isEqualTo(AuditKind.VERIFICATION_FAILED);
        Map<String, String> known = second.knows();
        disk.crash();
        disk.restart(true);
        assertThat(Life.open(disk).knows())
                .as("the new chain has what was recalled")
                .isEqualTo(known);
    }

    /** Each round is forced before the next, so what one start knows is what was there after some round, or more. */
    @ParameterizedTest(name = "power cut: {0}")
    @ValueSource(booleans = {false, true})
    void shouldKnowWhatWasForcedWhereverACheckpointDies(boolean powerCut) {
        List<Map<String, String>> rounds = new ArrayList<>();
        Life whole = Life.open(disk);
        rounds.add(whole.knows());
        for (int round = 0; round < ROUNDS; round++) {
            whole.live(round);
            rounds.add(whole.knows());
        }
        int died = 0;
        for (int operation = firstCrash(); ; operation += STEP) {
            disk = new SimulatedDisk(operation);
            Life life = Life.open(disk);
            disk.crashAfter(operation);
            int done = 0;
            while (done < ROUNDS && liveOrDie(life, done)) {
                done++;
            }
            if (done == ROUNDS) {
                break;
            }
            died++;
            disk.restart(powerCut);
            Life second = Life.open(disk);
            Map<String, String> known = second.knows();
            assertThat(lockOuts(second.lockOuts()))
                    .as("from the checkpoint as from the whole chain, crash at operation " + operation)
                    .isEqualTo(lockOutsOfTheWholeChain());
            assertThat(sums(known))
                    .as("crash at operation " + operation + " of round " + done)
                    .isBetween(sums(rounds.get(done)), sums(rounds.get(done + 1)));
            assertThat(TestAudit.findings(disk))
                    .as("crash at operation " + operation)
                    .isEmpty();
        }
        assertThat(died).as("crashes").isGreaterThan(100);
    }

    /** Another first one in each run, so that builds together crash at every operation. */
    private static int firstCrash() {
        int first = Integer.getInteger("everbook.audit.crash.first", 1 + new Random().nextInt(STEP));
        System.out.println("AuditCheckpointTest: -Deverbook.audit.crash.first=" + first);
        return first;
    }

    private boolean liveOrDie(Life life, int round) {
        try {
            life.live(round);
        } catch (RuntimeException | Error death) {
            assertThat(disk.dead()).as(death.toString()).isTrue();
        }
        return !disk.dead();
    }

    /** The segment with the newest checkpoint. */
    private JournalSegment newest() {
        long first = AuditStart.newest(disk, AuditJournal.ENGINE);
        return AuditLogCatalog.segments(disk, AuditJournal.ENGINE).stream()
                .filter(segment -> segment.firstSequence() == first)
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> lockOutsOfTheWholeChain() {
        LockOutMemory whole = new LockOutMemory();
        AuditVerification.run(
                disk, AuditJournal.ENGINE, List.of(), record -> whole.recall(Remembered.recalled(record)));
        return lockOuts(whole);
    }

    private static Map<String, String> lockOuts(LockOutMemory memory) {
        Map<String, String> all = new TreeMap<>();
        memory.lockOut()
                .forEach((keyId, address, failures, until, ended) ->
                        all.put("lock-out of " + keyId + address, failures + " until " + until + " ended " + ended));
        return all;
    }

    /** How many requests of keys are known, which only rises. */
    private static long sums(Map<String, String> known) {
        return known.values().stream()
                .map(REQUESTS::matcher)
                .filter(Matcher::find)
                .mapToLong(requests -> Long.parseLong(requests.group(1)))
                .sum();
    }
}
