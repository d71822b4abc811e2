package dev.tidemark.monitor.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Brings files to a store that speaks S3, signed with AWS Signature Version 4 over the whole
 * content. An object of 5 GiB is the largest that one request may bring.
 */
final class S3Archive implements Archive {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofMinutes(30);
    private static final int BUFFER = 1 << 16;
    private static final int DATE_LETTERS = 8;

    private final S3Bucket bucket;
    private final InstantSource clock;

    S3Archive(S3Bucket bucket, InstantSource clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    @Override
    public String put(String name, Path file) throws IOException, InterruptedException {
        String key = bucket.prefix() + name;
        String base = bucket.url().toString().replaceFirst("/+$", "");
        URI to = URI.create(base + "/" + encoded(bucket.bucket()) + "/" + encoded(key));
        String hash = hash(file);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(to)
                        .timeout(DEADLINE)
                        .PUT(HttpRequest.BodyPublishers.ofFile(file));
        headers(to, hash).forEach(request::header);
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build()) {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(
                        "%s: expected the store to take it, found status %d %s"
                                .formatted(to, answer.statusCode(), code(answer.body())));
            }
        }
        return to.toString();
    }

    /** The word in the store's answer that says what is wrong. */
    private static String code(String body) {
        return body.replaceFirst("(?s).*<Code>(.{1,60}?)</Code>.*", "$1").lines().findFirst().orElse("");
    }

    private Map<String, String> headers(URI to, String hash) throws IOException {
        String time = TIME.format(clock.instant());
        Map<String, String> signed = new TreeMap<>();
        signed.put("host", to.getRawAuthority());
        signed.put("x-amz-content-sha256", hash);
        signed.put("x-amz-date", time);
        String names = String.join(";", signed.keySet());
        String canonical =
                "PUT\n"
                        + to.getRawPath()
                        + "\n\n"
                        + signed.entrySet().stream()
                                .map(each -> each.getKey() + ":" + each.getValue() + "\n")
                                .collect(Collectors.joining())
                        + "\n"
                        + names
                        + "\n"
                        + hash;
        String scope =
                time.substring(0, DATE_LETTERS) + "/" + bucket.region() + "/s3/aws4_request";
        String toSign =
                "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(canonical));
        String signature = hex(hmac(key(time), toSign));
        // The client sets the host by itself, to the same.
        signed.remove("host");
        signed.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(bucket.keyId().read(), scope, names, signature));
        return signed;
    }

    private byte[] key(String time) throws IOException {
        byte[] key = ("AWS4" + bucket.secret().read()).getBytes(StandardCharsets.UTF_8);
        for (String part :
                new String[] {
                    time.substring(0, DATE_LETTERS), bucket.region(), "s3", "aws4_request"
                }) {
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

    private static String hash(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return hex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** As the signature wants it: all but letters, digits, four signs, and slashes. */
    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (one & 0xff);
            boolean plain =
                    (letter < 128 && Character.isLetterOrDigit(letter))
                            || "-._~/".indexOf(letter) >= 0;
            encoded.append(plain ? "" + letter : "%%%02X".formatted((int) letter));
        }
        return encoded.toString();
    }
}
