package io.everbook.app.configuration;

/** The configuration cannot be used. Its message is one line: the file, the key, what is wrong and what to do. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param file the name of the file, as the operator gave it
     * @param detail what is wrong and what to do, one line
     */
    public ConfigurationException(String file, String detail) {
        super(Text.oneLine(file) + ": " + detail);
    }
}
