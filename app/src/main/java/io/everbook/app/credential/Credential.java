package io.everbook.app.credential;

import io.everbook.app.security.Role;

/**
 * What is known of an API key beside its secret.
 *
 * @param id its public name
 * @param role what it may do
 * @param participantId for whom it trades; 0 for every role but a trader's
 * @param createdMillis when it was added, in milliseconds since the epoch
 * @param rotatedMillis when it got the secret that it has, in milliseconds since the epoch
 */
public record Credential(String id, Role role, int participantId, long createdMillis, long rotatedMillis) {}
