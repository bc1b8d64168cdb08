/**
 * Who may ask: API keys and their roles, signatures of requests, the window against replays, and rate limits. Called by
 * the gateways, which hand it what a client sent. It never hands out a secret, nor writes one into a message or a log,
 * and it never tells an unknown key from a wrong signature.
 */
package io.everbook.app.security;
