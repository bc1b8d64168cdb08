package io.everbook.app.audit;

import io.everbook.app.terminal.TimeOption;
import io.everbook.app.terminal.UserFault;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which records a command is asked for. */
final class AuditFilter {

    @Option(names = "--from", paramLabel = "TIME", description = "Not before this time (ISO-8601 or nanoseconds).")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Not after this time.")
    private String to;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "Only of these kinds, such as operator-action,locked-out.")
    private List<String> kinds;

    @Option(names = "--key", paramLabel = "ID", description = "Only what concerns this key.")
    private String keyId;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "Only what came from this address.")
    private String address;

    Predicate<AuditRecord> predicate() {
        long fromNanos = TimeOption.nanos("--from", from, Long.MIN_VALUE);
        long toNanos = TimeOption.nanos("--to", to, Long.MAX_VALUE);
        Set<AuditKind> wanted = wanted();
        return record -> record.epochNanos() >= fromNanos
                && record.epochNanos() <= toNanos
                && wanted.contains(record.kind())
                && (keyId == null || keyId.equals(record.keyId()))
                && (address == null || cameFrom(record));
    }

    /** A record of a key's access tells every address that has used it. */
    private boolean cameFrom(AuditRecord record) {
        return address.equals(record.address())
                || record.details().containsKey(AccessStatistics.ADDRESS_PREFIX + address);
    }

    private Set<AuditKind> wanted() {
        if (kinds == null) {
            return EnumSet.allOf(AuditKind.class);
        }
        Set<AuditKind> wanted = EnumSet.noneOf(AuditKind.class);
        for (String word : kinds) {
            AuditKind kind = AuditKind.ofWord(word);
            if (kind == null) {
                String words =
                        Arrays.stream(AuditKind.values()).map(AuditKind::word).collect(Collectors.joining(", "));
                throw new UserFault("no such kind; there are " + words + ": --kind=" + word);
            }
            wanted.add(kind);
        }
        return wanted;
    }
}
