/**
 * Trading on behalf of clients: a command goes in, its outcome comes back, once; what happened can be read again, and
 * so can open orders. Called by the gateways on any thread. It never holds up a thread of the engine, and what it keeps
 * of the past is bounded.
 */
package io.everbook.app.trading;
