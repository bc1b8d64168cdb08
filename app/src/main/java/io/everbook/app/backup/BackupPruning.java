package io.everbook.app.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Deletes the oldest backups, and keeps every object that a later one needs. */
final class BackupPruning {

    private BackupPruning() {}

    /**
     * What was deleted.
     *
     * @param backups the ids of the backups
     * @param files how many files that no backup needs any more
     */
    record Pruned(List<String> backups, int files) {

        /** Copies the ids. */
        Pruned {
            backups = List.copyOf(backups);
        }
    }

    /**
     * Deletes.
     *
     * @param store where
     * @param keep how many backups stay, from 1; the newest one that was verified stays besides, where none of them was
     * @return what was deleted
     * @throws BackupException where a manifest cannot be read: nothing is deleted then
     */
    static Pruned run(BackupStore store, int keep) throws IOException {
        List<String> ids = store.ids();
        // All of them are read before anything goes: one that cannot be read may need anything.
        for (String id : ids) {
            store.manifest(id);
        }
        List<String> deleted = new ArrayList<>(ids.subList(0, Math.max(0, ids.size() - keep)));
        deleted.remove(lastVerified(store, ids, deleted));
        for (String id : deleted) {
            store.delete(id);
        }
        return new Pruned(deleted, store.sweep());
    }

    /** {@return the newest backup known to be good, where it would go and none of those that stay is} */
    private static String lastVerified(BackupStore store, List<String> ids, List<String> deleted) throws IOException {
        for (int i = ids.size() - 1; i >= 0; i--) {
            if (store.isVerified(ids.get(i))) {
                return deleted.contains(ids.get(i)) ? ids.get(i) : "";
            }
        }
        return "";
    }
}
