package io.everbook.app.bench;

import io.everbook.core.command.Side;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The canonical report stream of a workload and its SHA-256: one line a report, fields separated by commas, ordered by
 * message and then by kind of report, joined by line feeds.
 */
final class CanonicalReports {

    private static final int KINDS = 6;
    private static final char ACCEPTED = '0';
    private static final char TRADED = '1';
    private static final char CANCELLED = '2';
    private static final char MODIFIED = '3';
    private static final char CANCEL_REFUSED = '4';
    private static final char MODIFY_REFUSED = '5';

    private final Workload workload;
    private final long[] workloadIds;
    private final StringBuilder[] lines = new StringBuilder[KINDS];
    private final MessageDigest sha256;
    private boolean started;

    private CanonicalReports(Workload workload) {
        this.workload = workload;
        workloadIds = new long[workload.count * 2 + 1];
        for (int i = 0; i < KINDS; i++) {
            lines[i] = new StringBuilder();
        }
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Runs the whole workload once; {@return the SHA-256 of its reports, in hexadecimal} */
    static String sha256(Workload workload) {
        CanonicalReports reports = new CanonicalReports(workload);
        WorkloadRun run = new WorkloadRun(workload);
        for (int i = 0; i < workload.count; i++) {
            boolean found = run.apply(i);
            reports.report(i, found, run.events());
        }
        return HexFormat.of().formatHex(reports.sha256.digest());
    }

    private void report(int i, boolean found, EventBatch events) {
        if (!found) {
            line(workload.type[i] == Workload.CANCEL ? CANCEL_REFUSED : MODIFY_REFUSED, i)
                    .append(workload.orderId[i]);
        } else {
            for (int e = 0; e < events.size(); e++) {
                report(i, events.event(e));
            }
        }
        for (StringBuilder kind : lines) {
            if (kind.length() > 0) {
                sha256.update(kind.substring(started ? 0 : 1).getBytes(StandardCharsets.US_ASCII));
                started = true;
                kind.setLength(0);
            }
        }
    }

    private void report(int i, ExecutionEvent event) {
        int side = event.side() == Side.BUY ? 0 : 1;
        switch (event.type()) {
            case ACCEPTED, REPLACED -> {
                workloadIds[(int) event.orderId()] = workload.orderId[i];
                line(workload.type[i] == Workload.NEW ? ACCEPTED : MODIFIED, i)
                        .append(side)
                        .append(',')
                        .append(workload.orderId[i])
                        .append(',')
                        .append(event.priceTicks())
                        .append(',')
                        .append(event.type() == EventType.ACCEPTED ? event.quantityLots() : event.leavesQuantityLots());
            }
            case TRADED ->
                line(TRADED, i)
                        .append(event.priceTicks())
                        .append(',')
                        .append(event.quantityLots())
                        .append(',')
                        .append(workloadIds[(int) event.restingOrderId()])
                        .append(',')
                        .append(workload.orderId[i]);
            case CANCELLED ->
                line(CANCELLED, i)
                        .append(side)
                        .append(',')
                        .append(workload.orderId[i])
                        .append(',')
                        .append(event.priceTicks());
            default ->
                throw new IllegalArgumentException("the workload asks for something that was refused: message=" + i
                        + " event=" + event.type() + " reason=" + event.rejectReason());
        }
    }

    private StringBuilder line(char kind, int i) {
        return lines[kind - ACCEPTED]
                .append('\n')
                .append(kind)
                .append(',')
                .append(workload.sequence[i])
                .append(',');
    }
}
