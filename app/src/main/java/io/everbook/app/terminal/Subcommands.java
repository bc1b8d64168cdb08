package io.everbook.app.terminal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The subcommands of a command, in the order in which its help lists them. Stands in for picocli's own attribute, so
 * that {@link CommandTree} makes only those that a command line names.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Subcommands {

    /** Classes with picocli's {@code @Command} and a constructor without parameters. */
    Class<?>[] value();
}
