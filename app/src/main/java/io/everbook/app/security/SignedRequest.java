package io.everbook.app.security;

/**
 * A request as a client signed it. A part that was not sent is empty, never null.
 *
 * @param keyId the id of the key it was signed with
 * @param timestamp when it was signed, as the client wrote it: nanoseconds since the epoch
 * @param signature the HMAC-SHA256, in hexadecimal digits or base64
 * @param method the HTTP method; GET for a login on a stream
 * @param target the path with its query, as it stands in the request line
 * @param body the body's bytes; not copied, not kept
 */
public record SignedRequest(
        String keyId, String timestamp, String signature, String method, String target, byte[] body) {}
