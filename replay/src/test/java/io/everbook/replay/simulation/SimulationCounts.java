package io.everbook.replay.simulation;

import io.everbook.journal.storage.FaultCounts;

/** What a simulation did. */
final class SimulationCounts {

    final FaultCounts faults = new FaultCounts();
    long seeds;
    long restarts;
    long refusedRestarts;
    long tornTails;
    long snapshots;
    long rejectedSnapshots;
    long archivedSegments;
    long stops;
    long commands;
    long acknowledged;
    long refused;
    long lostWithTail;
    long cutByDamage;
    long mismatches;
    long events;
    long executionsFailures;
    long executionsSetAside;
    long executionsMissing;
    long logsCompared;

    void add(SimulationCounts other) {
        faults.add(other.faults);
        seeds += other.seeds;
        restarts += other.restarts;
        refusedRestarts += other.refusedRestarts;
        tornTails += other.tornTails;
        snapshots += other.snapshots;
        rejectedSnapshots += other.rejectedSnapshots;
        archivedSegments += other.archivedSegments;
        stops += other.stops;
        commands += other.commands;
        acknowledged += other.acknowledged;
        refused += other.refused;
        lostWithTail += other.lostWithTail;
        cutByDamage += other.cutByDamage;
        mismatches += other.mismatches;
        events += other.events;
        executionsFailures += other.executionsFailures;
        executionsSetAside += other.executionsSetAside;
        executionsMissing += other.executionsMissing;
        logsCompared += other.logsCompared;
    }

    /** The counts as lines of text, the same for the same simulation. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("seeds=").append(seeds);
        text.append(" restarts=").append(restarts);
        text.append(" refusedRestarts=").append(refusedRestarts);
        text.append(" commands=").append(commands);
        text.append(" acknowledged=").append(acknowledged);
        text.append(" refused=").append(refused);
        text.append(" stops=").append(stops);
        text.append(" tornTails=").append(tornTails);
        text.append(" lostWithTail=").append(lostWithTail);
        text.append(" cutByDamage=").append(cutByDamage);
        text.append(" snapshots=").append(snapshots);
        text.append(" rejectedSnapshots=").append(rejectedSnapshots);
        text.append(" archivedSegments=").append(archivedSegments);
        text.append(" mismatches=").append(mismatches);
        text.append("\nevents=").append(events);
        text.append(" executionsFailures=").append(executionsFailures);
        text.append(" executionsSetAside=").append(executionsSetAside);
        text.append(" executionsMissing=").append(executionsMissing);
        text.append(" logsCompared=").append(logsCompared);
        text.append("\nfaults=").append(faults.total());
        faults.byKind()
                .forEach((kind, count) ->
                        text.append(' ').append(kind).append('=').append(count));
        return text.toString();
    }
}
