package io.everbook.journal;

/**
 * A proof: the digest that the living engine had after a command.
 *
 * @param sequence the command, from 1; 0 for none
 * @param digest the digest after it
 */
public record Checkpoint(long sequence, long digest) {

    /** No checkpoint. */
    public static final Checkpoint NONE = new Checkpoint(0, 0);
}
