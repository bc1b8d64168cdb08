package io.everbook.app.backup;

import java.util.List;

/**
 * What a backup consists of. It is written last: a backup without one is none.
 *
 * @param id its name, the time of its beginning in UTC, such as {@code 20261128T172000123Z}
 * @param version the Everbook that made it
 * @param incremental whether it shares what earlier backups hold
 * @param states what each market was, by symbol
 * @param files its files, by name
 */
record Manifest(String id, String version, boolean incremental, List<MarketState> states, List<StoredFile> files) {

    /** Copies the lists. */
    Manifest {
        states = List.copyOf(states);
        files = List.copyOf(files);
    }

    /** {@return how many bytes its files have together} */
    long bytes() {
        return files.stream().mapToLong(StoredFile::bytes).sum();
    }

    /** {@return how many bytes of them it holds itself, and does not share with an earlier backup} */
    long ownBytes() {
        return files.stream()
                .filter(file -> file.object().endsWith('.' + id))
                .mapToLong(StoredFile::bytes)
                .sum();
    }
}
