package io.everbook.journal.storage;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that holds a data directory until it is killed. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        FileStorage storage = new FileStorage(Path.of(arguments[0]));
        System.out.println("L" + storage.describe(FileStorage.LOCK_FILE));
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
