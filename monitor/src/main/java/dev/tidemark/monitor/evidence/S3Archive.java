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
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings files to a store that speaks S3, signed over the whole content. An object of 5 GiB is the
 * largest that one request may bring.
 */
final class S3Archive implements Archive {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofMinutes(30);
    private static final int BUFFER = 1 << 16;
    private static final int ASCII = 128;

    /** The word in the store's answer that says what is wrong. */
    private static final Pattern CODE = Pattern.compile("<Code>([^<]{1,60})</Code>");

    private final S3Bucket bucket;
    private final InstantSource clock;

    S3Archive(S3Bucket bucket, InstantSource clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    @Override
    public String put(String name, Path file) throws IOException, InterruptedException {
        String base = bucket.url().toString().replaceFirst("/+$", "");
        String path = encoded(bucket.bucket()) + "/" + encoded(bucket.prefix() + name);
        URI to = URI.create(base + "/" + path);
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build()) {
            HttpResponse<String> answer =
                    client.send(request(to, file), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                Matcher code = CODE.matcher(answer.body());
                throw new IOException(
                        "%s: expected the store to take it, found status %d%s"
                                .formatted(
                                        to,
                                        answer.statusCode(),
                                        code.find() ? " " + code.group(1) : ""));
            }
        }
        return to.toString();
    }

    private HttpRequest request(URI to, Path file) throws IOException {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", to.getRawAuthority());
        headers.put("x-amz-content-sha256", hash(file));
        headers.put("x-amz-date", AwsSignature.time(clock.instant()));
        AwsSignature signature =
                new AwsSignature(bucket.keyId().read(), bucket.secret().read(), bucket.region());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(to)
                        .timeout(DEADLINE)
                        .header("Authorization", signature.of("PUT", to, headers))
                        .PUT(HttpRequest.BodyPublishers.ofFile(file));
        // The client sets the host by itself, to the same.
        headers.remove("host");
        headers.forEach(request::header);
        return request.build();
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = AwsSignature.digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return AwsSignature.hex(digest.digest());
    }

    /** As the signature wants it: all but letters, digits, four signs, and slashes. */
    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
            int code = Byte.toUnsignedInt(one);
            boolean plain =
                    (code < ASCII && Character.isLetterOrDigit(code)) || "-._~/".indexOf(code) >= 0;
            encoded.append(plain ? Character.toString(code) : "%%%02X".formatted(code));
        }
        return encoded.toString();
    }
}
