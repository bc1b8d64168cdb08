package io.everbook.app.security;

/**
 * Where API keys are found. For any number of threads; a key that is added or revoked takes effect at the next call.
 */
public interface ApiKeys {

    /** No key at all. */
    ApiKeys NONE = new ApiKeys() {
        @Override
        public ApiKey find(String id) {
            return null;
        }

        @Override
        public boolean isEmpty() {
            return true;
        }
    };

    /**
     * Finds a key.
     *
     * @param id what a client calls it; anything at all
     * @return the key, or null where there is none
     */
    ApiKey find(String id);

    /** {@return whether there is no key at all, so that only public market data is served} */
    boolean isEmpty();
}
