/**
 * The deterministic core: what an exchange decides, and nothing about where its inputs come from or go to. Called by
 * the pipeline, by recovery and by replay alike. It never reads a clock, draws a random number, touches a file, starts
 * a thread, logs, or computes in floating point.
 */
package io.everbook.core;
