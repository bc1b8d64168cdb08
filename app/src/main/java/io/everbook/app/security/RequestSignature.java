package io.everbook.app.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The signature of a request: HMAC-SHA256, under the key's secret, of time stamp, method, path with query, and body, a
 * line feed between each two. Written in hexadecimal digits, read also as base64.
 */
public final class RequestSignature {

    private static final int BYTES = 32;
    private static final byte[] NONE = new byte[BYTES];

    private RequestSignature() {}

    /**
     * Signs a request.
     *
     * @param key the key
     * @param timestamp nanoseconds since the epoch, in digits
     * @param method the HTTP method
     * @param target the path with its query
     * @param body the body; empty for none
     * @return 64 hexadecimal digits
     */
    public static String sign(ApiKey key, String timestamp, String method, String target, byte[] body) {
        return HexFormat.of().formatHex(compute(key, timestamp, method, target, body));
    }

    /** {@return the signature that the request would have to carry} */
    static byte[] expected(ApiKey key, SignedRequest request) {
        return compute(key, request.timestamp(), request.method(), request.target(), request.body());
    }

    /** {@return whether the text is this signature; takes as long for any text of a signature's length} */
    static boolean matches(byte[] expected, String text) {
        byte[] given = decode(text);
        // A text that is no signature is compared as well, with one that nothing has, so that it takes as long.
        return MessageDigest.isEqual(expected, given == null ? NONE : given) && given != null;
    }

    private static byte[] compute(ApiKey key, String timestamp, String method, String target, byte[] body) {
        byte[] head = (timestamp + '\n' + method + '\n' + target + '\n').getBytes(StandardCharsets.UTF_8);
        return key.hmac(head, body);
    }

    private static byte[] decode(String text) {
        try {
            byte[] bytes = text.length() == 2 * BYTES
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
            return bytes.length == BYTES ? bytes : null;
        } catch (IllegalArgumentException neither) {
            return null;
        }
    }
}
