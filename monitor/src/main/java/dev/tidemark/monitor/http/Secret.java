package dev.tidemark.monitor.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A text that must never be written anywhere: it prints as dots. */
public final class Secret {
    /** Shorter ones can be guessed. */
    private static final int FEWEST_CHARACTERS = 16;

    private final byte[] text;

    private Secret(byte[] text) {
        this.text = text;
    }

    /**
     * A secret without the white space around it, as files have it at their end.
     *
     * @param where it was found, for the error
     * @throws IllegalArgumentException if it is shorter than 16 characters
     */
    public static Secret of(String text, String where) {
        String stripped = text.strip();
        if (stripped.length() < FEWEST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "%s: expected at least %d characters, found %d; make one with: openssl rand -hex 32"
                            .formatted(where, FEWEST_CHARACTERS, stripped.length()));
        }
        return new Secret(stripped.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether this is the same text; takes as long for one that is nearly right as for any other.
     */
    boolean is(String other) {
        // Of digests, so that not even the length shows.
        return MessageDigest.isEqual(digest(text), digest(other.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What only who knows the secret can say of a message. */
    String sign(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "...";
    }
}
