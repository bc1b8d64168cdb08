package io.everbook.app.cli;

import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.terminal.Options;
import picocli.CommandLine.Option;

/** How dear each guess of a password is made: the parameters of Argon2id. */
final class DerivationOptions {

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "64",
            description = "Memory of Argon2id, 19 to 1024 MiB (default: 64).")
    private int memoryMib;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "3",
            description = "Passes of Argon2id, 2 to 64 (default: 3).")
    private int iterations;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            defaultValue = "4",
            description = "Lanes of Argon2id, 1 to 16 (default: 4).")
    private int lanes;

    KeyDerivation derivation() {
        Options.check("--memory", memoryMib, KeyDerivation.MIN_MEMORY_KIB / 1024, KeyDerivation.MAX_MEMORY_KIB / 1024);
        Options.check("--iterations", iterations, KeyDerivation.MIN_ITERATIONS, KeyDerivation.MAX_ITERATIONS);
        Options.check("--lanes", lanes, 1, KeyDerivation.MAX_LANES);
        return new KeyDerivation(memoryMib * 1024, iterations, lanes);
    }
}
