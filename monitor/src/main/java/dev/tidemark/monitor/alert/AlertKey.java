package dev.tidemark.monitor.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What an alert is about. Two alerts that are open at the same time never have equal keys.
 *
 * @param subject which memory grows, by the column of its signal, such as {@code heap_used}; {@code
 *     limit} for {@link Rule#NEAR_LIMIT}
 */
public record AlertKey(Rule rule, String service, String build, String subject) {
    private static final int ID_BYTES = 8;

    /** Why there is an alert. */
    public enum Rule {
        /** The verdict is that memory grows without an end in sight. */
        LEAK,
        /** Memory is close to its limit, or will soon be, whatever the cause. */
        NEAR_LIMIT
    }

    /**
     * The id of an alert with this key: the same whenever it is worked out, another one when the
     * same begins anew.
     */
    public String id(Instant began) {
        String text =
                String.join("\0", rule.name(), service, build, subject, "" + began.toEpochMilli());
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
