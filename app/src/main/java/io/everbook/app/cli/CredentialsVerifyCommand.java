package io.everbook.app.cli;

import io.everbook.app.credential.CredentialException;
import io.everbook.app.credential.CredentialStore;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook credentials verify}: whether the store is what was written. */
@Command(
        name = "verify",
        description = {
            "Check every byte of the credential store: its checksums, which a faulty disk or copy breaks, and with the",
            "password its seal and every entry, which nobody can forge who does not know it. Reads only."
        },
        footer = {
            "",
            "Examples:",
            "  everbook credentials verify --data data",
            "  everbook credentials verify --data backup --checksums",
            "",
            "Exit codes: 0 all is well, 1 the store is cut, damaged or tampered with, 2 no password, or a wrong one."
        })
final class CredentialsVerifyCommand implements Callable<Integer> {

    @Mixin
    private CredentialsOptions options;

    @Option(names = "--checksums", description = "Only the checksums, for which no password is needed.")
    private boolean checksums;

    @Option(names = "--json", description = "Print the verdict as a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            if (checksums) {
                CredentialStore.check(options.bytes());
                print("OK", "the checksums are right", "");
            } else {
                opened();
            }
            return ExitCode.OK;
        } catch (CredentialException fault) {
            return switch (fault.code()) {
                case NOT_A_STORE, UNKNOWN_VERSION, CUT, DAMAGED, TAMPERED -> {
                    print(fault.code().name(), fault.getMessage(), "");
                    yield ExitCode.FAILED;
                }
                case MISSING, EXISTS, WRONG_PASSWORD, UNKNOWN_ID, DUPLICATE_ID, FULL, UNUSABLE -> throw fault;
            };
        }
    }

    private void opened() {
        try (CredentialStore store = options.open()) {
            KeyDerivation derivation = store.derivation();
            String figures = String.format(
                    Locale.ROOT,
                    json
                            ? ",\"credentials\":%d,\"generation\":%d,\"memoryKib\":%d,\"iterations\":%d,\"lanes\":%d"
                            : ": credentials=%d generation=%d memoryKib=%d iterations=%d lanes=%d",
                    store.credentials().size(),
                    store.generation(),
                    derivation.memoryKib(),
                    derivation.iterations(),
                    derivation.lanes());
            print("OK", "the store is what was written, all of it", figures);
        }
    }

    private void print(String code, String message, String figures) {
        Terminal.OUT.println(
                json
                        ? "{\"verdict\":\"" + code + "\",\"message\":\""
                                + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" + figures + "}"
                        : code + ": " + message + figures);
        Terminal.OUT.flush();
    }
}
