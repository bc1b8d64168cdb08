/**
 * The inputs of the engine: one mutable {@link io.everbook.core.command.Command} per ring slot, and the vocabulary of
 * its fields. Gateways fill it, the journal keeps it, the market applies it. It never holds an outcome.
 */
package io.everbook.core.command;
