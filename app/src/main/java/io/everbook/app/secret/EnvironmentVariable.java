package io.everbook.app.secret;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * An environment variable that is read once. It is taken out of what {@link System#getenv()} and the environment of a
 * {@link ProcessBuilder} show, and the JDK's own copies are zeroed, as far as the JVM opens java.lang to it (the JAR's
 * manifest does). What stays is the C library's copy: a child whose environment nobody looks at before its start
 * inherits it (the engine starts no children), and the process's own user and root can read it in
 * {@code /proc/PID/environ}. No Java program can take that back, so a file or a descriptor is better.
 */
final class EnvironmentVariable {

    private EnvironmentVariable() {}

    /** {@return the value in UTF-8, owned by the caller; null where the variable is not set or was taken before} */
    static byte[] take(String name) {
        String value = System.getenv(name);
        if (value == null) {
            return null;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forget(name, value);
        return bytes;
    }

    /** Tells whether this JVM lets variables be forgotten. */
    static boolean canForget() {
        try {
            environment();
            return true;
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return false;
        }
    }

    private static void forget(String name, String value) {
        try {
            Map<?, ?> environment = environment();
            Object taken = null;
            for (Map.Entry<?, ?> entry : environment.entrySet()) {
                if (entry.getKey().toString().equals(name)) {
                    taken = entry.getKey();
                }
            }
            Object removed = taken == null ? null : environment.remove(taken);
            if (removed != null) {
                zero(removed, "bytes", removed.getClass().getSuperclass());
            }
            zero(value, "value", String.class);
        } catch (ReflectiveOperationException | RuntimeException closed) {
            // A JVM that does not open java.lang, or is built otherwise: the variable stays, as docs/security.md says.
            return;
        }
    }

    private static Map<?, ?> environment() throws ReflectiveOperationException {
        Field field = Class.forName("java.lang.ProcessEnvironment").getDeclaredField("theEnvironment");
        field.setAccessible(true);
        return (Map<?, ?>) field.get(null);
    }

    private static void zero(Object owner, String name, Class<?> type) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        if (field.get(owner) instanceof byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
