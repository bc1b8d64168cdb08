package io.everbook.replay.simulation;

import io.everbook.core.command.Command;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.DiskFault;
import io.everbook.journal.storage.DiskOperation;
import io.everbook.journal.storage.PlannedFault;
import io.everbook.journal.storage.SimulatedCrash;
import io.everbook.journal.storage.SimulatedDisk;
import io.everbook.replay.ExecutionsSettings;
import io.everbook.replay.RecoveredMarket;
import io.everbook.replay.Recovery;
import io.everbook.snapshot.SnapshotException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One seed: an engine that lives, crashes and comes back several times on a bad disk, held against a model. Everything
 * that happens is drawn from the seed, on one thread, in virtual time.
 */
final class Simulation {

    private static final DiskOperation[] SNAPSHOT_OPERATIONS = {
        DiskOperation.CREATE, DiskOperation.WRITE, DiskOperation.FORCE, DiskOperation.RENAME,
        DiskOperation.SYNC_DIRECTORY, DiskOperation.READ, DiskOperation.DELETE, DiskOperation.LIST
    };
    private static final DiskOperation[] JOURNAL_OPERATIONS = {
        DiskOperation.WRITE, DiskOperation.FORCE, DiskOperation.FORCE, DiskOperation.RENAME,
        DiskOperation.SYNC_DIRECTORY, DiskOperation.CREATE, DiskOperation.TRUNCATE, DiskOperation.READ
    };

    private final SplittableRandom random;
    private final SimulationSetup setup;
    private final SimulatedDisk disk;
    private final SimulatedClients clients;
    private final List<ModelMarket> models;
    private final SimulationCounts counts = new SimulationCounts();
    private final SplittableRandom executionsRandom;
    private final List<ExecutionsCheck> logs;
    private final Command[] ring = SimulatedEngine.newRing();
    private Witness witness;
    private SimulatedEngine engine;
    private boolean endedInOrder;
    private boolean delivering;

    Simulation(long seed) {
        this(seed, true);
    }

    /** Without executions logs everything happens as if there were no such thing. */
    Simulation(long seed, boolean withExecutions) {
        random = new SplittableRandom(seed);
        executionsRandom = new SplittableRandom(~seed);
        SimulationSetup drawn = SimulationSetup.draw(random);
        setup = withExecutions ? drawn.withExecutions(executionsRandom) : drawn;
        disk = new SimulatedDisk(random.nextLong());
        disk.disturb(random.nextInt(3) == 0 ? 4 : 0, random.nextInt(3) == 0 ? 30 : 0);
        clients = new SimulatedClients(random.split());
        models = setup.instruments().stream().map(ModelMarket::new).toList();
        logs = models.stream()
                .map(model -> new ExecutionsCheck(disk, model, counts))
                .toList();
    }

    /** Runs it to the end. */
    SimulationCounts run() {
        int lives = random.nextInt(2, 5);
        for (int i = 0; i < lives; i++) {
            start(i == 0 || random.nextInt(4) > 0);
            live();
            die();
        }
        comeBackTwice();
        if (random.nextInt(24) == 0) {
            diverge();
        }
        counts.seeds = 1;
        counts.faults.add(disk.faults());
        return counts;
    }

    /** Starts until it is up; whatever made it refuse is mended then, as an operator would. */
    private void start(boolean withoutFaults) {
        boolean faulty = !withoutFaults;
        while (!attempt(faulty)) {
            faulty = faulty && random.nextInt(4) == 0;
        }
    }

    private boolean attempt(boolean faulty) {
        counts.restarts++;
        if (faulty && random.nextBoolean()) {
            disk.crashAfter(random.nextInt(1, 80));
            disk.crashAfterNames(random.nextInt(12));
        } else if (faulty) {
            disk.plan(PlannedFault.of(oneOf(JOURNAL_OPERATIONS), "", random.nextInt(30), random.nextBoolean()));
        }
        if (faulty && setup.logsExecutions() && executionsRandom.nextBoolean()) {
            planExecutionsFault(60);
        }
        witness = new Witness(disk, counts, models, random);
        engine = new SimulatedEngine(
                setup,
                disk,
                models,
                witness,
                ring,
                new SimulatedExecutions(disk, models, witness, executionsRandom.split()));
        int index = 0;
        try {
            for (; index < models.size(); index++) {
                open(index);
            }
            disk.crashAfter(Integer.MAX_VALUE);
            disk.crashAfterNames(Integer.MAX_VALUE);
            return true;
        } catch (SimulatedCrash e) {
            restart(random.nextBoolean());
        } catch (JournalException | SnapshotException e) {
            refused(models.get(index), e);
        }
        return false;
    }

    private void open(int index) {
        ModelMarket model = models.get(index);
        witness.nextRecovery();
        logs.get(index).begin();
        RecoveredMarket recovered = Recovery.recover(disk, model.instrument(), model.symbol(), witness, settings());
        check(model, recovered);
        JournalWriter writer = JournalWriter.open(disk, model.instrument(), recovered.tail(), setup.journal());
        requireCut(model, recovered.tail());
        engine.open(index, recovered.market(), writer, recovered.executions());
        if (setup.logsExecutions()) {
            witness.check();
            logs.get(index).recovered(recovered.executions(), witness, executionsRandom.nextInt(3) == 0);
        }
        if (random.nextInt(3) == 0 && !Damage.journalOf(disk, model) && disk.plannedFaultsInjected() == 0) {
            model.requireSameCommands(disk, firstSequence(model));
        }
    }

    private ExecutionsSettings settings() {
        return setup.logsExecutions() ? new ExecutionsSettings(setup.executions(), witness) : null;
    }

    private void requireCut(ModelMarket model, JournalTail tail) {
        if (tail.torn()) {
            byte[] bytes = disk.healthy(tail.file());
            for (int i = (int) tail.endOffset(); i < bytes.length; i++) {
                if (bytes[i] != 0) {
                    throw new Violation(model.symbol() + " leaves bytes of its torn tail in the journal: offset=" + i);
                }
            }
        }
    }

    private void check(ModelMarket model, RecoveredMarket recovered) {
        witness.check();
        JournalTail tail = recovered.tail();
        boolean damaged = Damage.journalOf(disk, model);
        if (tail.torn() && witness.tornTail() != tail) {
            throw new Violation(model.symbol() + " cuts a torn tail and does not say so");
        }
        if (tail.torn() && endedInOrder && !damaged) {
            throw new Violation(model.symbol() + " finds a torn tail although it ended in order: tail=" + tail);
        }
        if (damaged && tail.torn() && Damage.inUnvouchedEnd(disk, model, tail.endOffset())) {
            long before = model.acknowledged();
            model.allowEnd(recovered.market().sequence());
            counts.cutByDamage += before - model.acknowledged();
        }
        counts.lostWithTail += model.recovered(recovered.market());
    }

    private void refused(ModelMarket model, RuntimeException fault) {
        counts.refusedRestarts++;
        if (disk.dead()) {
            restart(random.nextBoolean());
            return;
        }
        if (!fault.getMessage().contains("file=")) {
            throw new Violation("a refusal names no file", fault);
        }
        if (disk.plannedFaultsInjected() > 0) {
            restart(false);
            return;
        }
        if (!Damage.exists(disk)) {
            throw new Violation(model.symbol() + " refuses although nothing is damaged", fault);
        }
        if (Damage.leavesAWay(disk, model)) {
            throw new Violation(model.symbol() + " refuses although a whole snapshot and its journal are there", fault);
        }
        disk.heal();
        restart(false);
    }

    /** Runs until it has done enough, or dies. */
    private void live() {
        try {
            planFaults();
            int batches = random.nextInt(1, 16);
            for (int i = 0; i < batches && !disk.dead(); i++) {
                step();
            }
            if (!disk.dead() && engine.stopped()) {
                for (int i = 0; i < models.size(); i++) {
                    engine.query(i);
                }
            }
        } catch (SimulatedCrash e) {
            // It died in the middle of what it did.
            return;
        }
    }

    private void step() {
        deliver();
        disk.pass(random.nextLong(3_000_000));
        if (!disk.dead()) {
            engine.forceIfDue();
        }
        if (!disk.dead() && random.nextInt(5) == 0) {
            engine.request(random.nextInt(models.size()));
        }
        if (!disk.dead() && random.nextInt(3) == 0) {
            engine.follow(this::meanwhile);
        }
        witness.check();
    }

    private void deliver() {
        delivering = true;
        engine.deliver(clients, 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 5), models.size());
        delivering = false;
    }

    /** Another thread's work, between two operations of the follower's. */
    private void meanwhile() {
        if (!delivering && random.nextInt(12) == 0) {
            deliver();
        }
    }

    private void planExecutionsFault(int bound) {
        DiskOperation operation = JOURNAL_OPERATIONS[executionsRandom.nextInt(JOURNAL_OPERATIONS.length)];
        int passes = executionsRandom.nextInt(executionsRandom.nextInt(1, bound));
        boolean permanent = executionsRandom.nextInt(3) == 0;
        disk.plan(
                executionsRandom.nextInt(4) == 0
                        ? new PlannedFault(DiskOperation.WRITE, DiskFault.NO_SPACE, "executions", passes, permanent)
                        : PlannedFault.of(operation, "executions", passes, permanent));
    }

    private void planFaults() {
        if (setup.logsExecutions() && executionsRandom.nextInt(5) == 0) {
            planExecutionsFault(40);
        }
        switch (random.nextInt(6)) {
            case 0, 1 -> disk.crashAfter(random.nextInt(1, 160));
            case 2 -> disk.crashAfterNames(random.nextInt(24));
            default -> {}
        }
        String journal = "journals/" + models.get(random.nextInt(models.size())).symbol();
        switch (random.nextInt(8)) {
            case 0 ->
                disk.plan(PlannedFault.of(
                        oneOf(JOURNAL_OPERATIONS), journal, random.nextInt(30), random.nextInt(3) == 0));
            case 1 ->
                disk.plan(new PlannedFault(
                        DiskOperation.WRITE, DiskFault.NO_SPACE, "", random.nextInt(40), random.nextBoolean()));
            case 2 ->
                disk.plan(PlannedFault.of(
                        oneOf(SNAPSHOT_OPERATIONS), "snapshots/", random.nextInt(8), random.nextBoolean()));
            case 3 ->
                disk.plan(new PlannedFault(
                        DiskOperation.WRITE, DiskFault.CORRUPTED_WRITE, "snapshots/", random.nextInt(4), false));
            default -> {}
        }
    }

    private void die() {
        delivering = false;
        boolean wasDead = disk.dead();
        endedInOrder = false;
        if (!wasDead && random.nextInt(3) > 0) {
            close(random.nextBoolean());
        }
        boolean powerCut = random.nextBoolean();
        disk.crash();
        restart(powerCut);
        if (random.nextInt(4) == 0) {
            int index = random.nextInt(models.size());
            Damage.strike(disk, models.get(index), random);
            logs.get(index).hurt();
        }
        if (setup.logsExecutions() && executionsRandom.nextInt(6) == 0) {
            int index = executionsRandom.nextInt(models.size());
            Damage.strikeExecutions(disk, models.get(index), executionsRandom);
            logs.get(index).hurt();
        }
    }

    private void close(boolean withSnapshots) {
        boolean stopped = engine.stopped();
        try {
            engine.close(withSnapshots);
            endedInOrder = !stopped && !disk.dead() && !engine.stopped();
        } catch (SimulatedCrash e) {
            return;
        } catch (JournalException e) {
            if (!witness.journalExcused()) {
                throw new Violation("a journal cannot be closed although nothing failed", e);
            }
        }
        witness.check();
    }

    private void restart(boolean powerCut) {
        disk.restart(powerCut);
        models.forEach(model -> model.crashed(powerCut));
    }

    /** A second start finds what the first one left, and a third one what the second one left. */
    private void comeBackTwice() {
        for (int i = 0; i < 2; i++) {
            start(true);
            disk.crash();
            restart(i == 0);
        }
        if (setup.logsExecutions()) {
            startWithNothingToDo();
        }
        disk.heal();
        if (setup.follower().retention() == JournalRetention.ARCHIVE) {
            models.forEach(this::readArchive);
        }
    }

    /** A third start finds all executions logs complete, and changes nothing. */
    private void startWithNothingToDo() {
        List<Map<String, byte[]>> before =
                logs.stream().map(ExecutionsCheck::contents).toList();
        start(true);
        for (int i = 0; i < logs.size(); i++) {
            logs.get(i).requireUnchanged(before.get(i));
        }
        disk.crash();
        restart(false);
    }

    /** Puts archived segments back: together with the journal they hold every command ever acknowledged. */
    private void readArchive(ModelMarket model) {
        try {
            for (String name : disk.files("archive")) {
                if (name.startsWith(model.symbol()) && name.endsWith(".executions")) {
                    // A log that was made new since may have a longer segment of the same name.
                    if (!disk.exists("executions/" + name)) {
                        disk.rename("archive/" + name, "executions/" + name);
                    }
                } else if (name.startsWith(model.symbol())) {
                    disk.rename("archive/" + name, "journals/" + name);
                    counts.archivedSegments++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (model.acknowledged() > 0) {
            model.requireSameCommands(disk, 1);
        }
        if (setup.logsExecutions()) {
            logs.get(models.indexOf(model)).readWithArchive();
        }
    }

    /** The living state leaves the path that its journal leads to: no snapshot may be kept, no replay may pass. */
    private void diverge() {
        start(true);
        witness.expectMismatch();
        engine.diverge();
        long before = models.get(0).acknowledged();
        while (models.get(0).acknowledged() < before + 2L * setup.checkpointInterval()) {
            deliver();
        }
        engine.request(0);
        engine.follow(() -> {});
        witness.check();
        if (witness.mismatches() == 0) {
            throw new Violation("the follower has not seen that the living state is another");
        }
        engine.close(false);
        disk.crash();
        restart(random.nextBoolean());
        try {
            Recovery.recover(disk, null, models.get(0).symbol(), witness);
        } catch (JournalException e) {
            if (e.code() == JournalException.Code.CHECKPOINT_MISMATCH) {
                return;
            }
            throw e;
        }
        throw new Violation("a replay passed a checkpoint that says otherwise");
    }

    private long firstSequence(ModelMarket model) {
        return JournalCatalog.segments(disk, model.symbol()).get(0).firstSequence();
    }

    private DiskOperation oneOf(DiskOperation[] operations) {
        return operations[random.nextInt(operations.length)];
    }
}
