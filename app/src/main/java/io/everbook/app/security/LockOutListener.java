package io.everbook.app.security;

/** Is told when somebody is locked out, so that it is remembered beyond the life of the process. Any thread calls. */
public interface LockOutListener {

    /** Nobody listens. */
    LockOutListener NONE = new LockOutListener() {
        @Override
        public void lockedOut(String keyId, String address, long failures, long untilMillis) {
            // Nobody is told.
        }

        @Override
        public void ended(String keyId, String address, long failures, long refused) {
            // Nobody is told.
        }

        @Override
        public void cleared(String keyId, String address) {
            // Nobody is told.
        }
    };

    /**
     * A key or an address is locked out; one of the two is empty.
     *
     * @param keyId which key
     * @param address which address
     * @param failures how many wrong signatures have led to it
     * @param untilMillis when it ends, in milliseconds since the epoch
     */
    void lockedOut(String keyId, String address, long failures, long untilMillis);

    /**
     * A lock-out is over; one of the two is empty.
     *
     * @param keyId which key
     * @param address which address
     * @param failures how many wrong signatures had led to it
     * @param refused how many requests were refused for it
     */
    void ended(String keyId, String address, long failures, long refused);

    /**
     * The failures of a key and an address, one of which was locked out, are forgotten: the key is let in again.
     *
     * @param keyId which key
     * @param address from which address
     */
    void cleared(String keyId, String address);
}
