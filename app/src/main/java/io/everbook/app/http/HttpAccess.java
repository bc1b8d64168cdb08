package io.everbook.app.http;

import io.everbook.app.audit.Audit;
import io.everbook.app.security.Authenticator;
import io.everbook.app.security.RateLimits;

/**
 * Who may ask, how often, and who is told of it.
 *
 * @param authenticator knows who signed a request
 * @param limits how often a key and a connection may ask
 * @param probe is told what is asked, for metrics
 * @param audit records who was let in or refused, and what is done with a privilege before it is done
 */
public record HttpAccess(Authenticator authenticator, RateLimits limits, HttpProbe probe, Audit audit) {}
