package io.everbook.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, from the JAR's manifest. */
final class Version implements IVersionProvider {

    /** {@return the version of Everbook} */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"everbook " + number() + " (Java " + System.getProperty("java.version") + ")"};
    }
}
