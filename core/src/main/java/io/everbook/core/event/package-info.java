/**
 * The outputs of the engine: execution events, their kinds and reason codes, and the digest over them. Written by the
 * market, read by everything behind it. A refusal is an event here, never an exception.
 */
package io.everbook.core.event;
