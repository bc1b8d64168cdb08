/**
 * The audit trail: who was let in or refused, what was done with a privilege, and what became of the engine, kept in
 * {@code audit/} of the data directory as a chain of hashes. Gateways, stores and commands record; only this package
 * writes there. It must never see a secret, and must never hold up a lane.
 */
package io.everbook.app.audit;
