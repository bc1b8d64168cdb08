/**
 * The deterministic state machine of one symbol: it admits or refuses each command, matches, and says what happened.
 * Called by the business-logic handler, recovery, the follower and replay, always with commands in sequence. It knows
 * nothing of rings and files.
 */
package io.everbook.core.matching;
