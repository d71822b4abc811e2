package dev.tidemark.monitor.evidence;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 of requests without parameters.
 *
 * @param keyId whom the secret belongs to
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">how
 *     it is made</a>
 */
record AwsSignature(String keyId, String secret, String region) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int DATE_LETTERS = 8;

    /** A time as the header {@code x-amz-date} has it. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    /**
     * The header {@code Authorization}.
     *
     * @param headers all that are signed, by their names in lower case: at least {@code host},
     *     {@code x-amz-date} and {@code x-amz-content-sha256}
     */
    String of(String method, URI to, SortedMap<String, String> headers) {
        String time = String.valueOf(headers.get("x-amz-date"));
        String names = String.join(";", headers.keySet());
        String lines =
                headers.entrySet().stream()
                        .map(each -> each.getKey() + ":" + each.getValue() + "\n")
                        .collect(Collectors.joining());
        String hash = String.valueOf(headers.get("x-amz-content-sha256"));
        String request = String.join("\n", method, to.getRawPath(), "", lines, names, hash);
        String date = time.substring(0, DATE_LETTERS);
        String scope = String.join("/", date, region, "s3", "aws4_request");
        String toSign = String.join("\n", ALGORITHM, time, scope, hex(sha256(request)));
        return "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                .formatted(ALGORITHM, keyId, scope, names, hex(hmac(key(date), toSign)));
    }

    private byte[] key(String date) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(date, region, "s3", "aws4_request")) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] sha256(String text) {
        return digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The secret is not part of it. */
    @Override
    public String toString() {
        return "AwsSignature of " + keyId;
    }
}
