package dev.tidemark.monitor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.monitor.settings.Hidden;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class S3ArchiveTest {
    private static final Pattern PORTS = Pattern.compile("started on ports .* (\\d+) \\(http\\)");

    @TempDir private Path folder;

    /** The example of a PUT in the description of the signature. */
    @Test
    void a_request_is_signed_as_amazon_shows_it() {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("date", "Fri, 24 May 2013 00:00:00 GMT");
        headers.put("host", "examplebucket.s3.amazonaws.com");
        headers.put(
                "x-amz-content-sha256",
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
        headers.put("x-amz-date", AwsSignature.time(Instant.parse("2013-05-24T00:00:00Z")));
        headers.put("x-amz-storage-class", "REDUCED_REDUNDANCY");
        AwsSignature signature =
                new AwsSignature(
                        "AKIAIOSFODNN7EXAMPLE",
                        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                        "us-east-1");

        assertThat(
                        signature.of(
                                "PUT",
                                URI.create(
                                        "https://examplebucket.s3.amazonaws.com/test%24file.text"),
                                headers))
                .isEqualTo(
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                                + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
        assertThat(signature.toString()).doesNotContain("wJalr");
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void what_is_brought_to_a_store_is_there_whole() throws Exception {
        Path file = folder.resolve("1.heapsnapshot");
        byte[] content = new byte[100_003];
        new SplittableRandom(1).nextBytes(content);
        Files.write(file, content);
        Process store = start();
        try {
            URI url = URI.create("http://127.0.0.1:" + port(store));
            String name = "e-1/a (b)+c é.heapsnapshot";
            String where = archive(url, "evidence").put(name, file);

            assertThat(where)
                    .isEqualTo(url + "/evidence/kept/e-1/a%20%28b%29%2Bc%20%C3%A9.heapsnapshot");
            assertThat(get(where)).isEqualTo(content);
            assertThatThrownBy(() -> archive(url, "elsewhere").put(name, file))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith(
                            "expected the store to take it, found status 404 NoSuchBucket");
        } finally {
            store.destroyForcibly().waitFor();
        }
    }

    private static S3Archive archive(URI url, String bucket) {
        Hidden secret = Hidden.of("secret");
        return new S3Archive(
                new S3Bucket(url, bucket, "kept/", "us-east-1", Hidden.of("id"), secret),
                InstantSource.system());
    }

    private static byte[] get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }
    }

    /** S3Mock, which is a program in one jar. */
    private Process start() throws IOException {
        String jar =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(path -> path.endsWith("-exec.jar") && path.contains("s3mock"))
                        .findFirst()
                        .orElseThrow();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar,
                        "--server.port=0",
                        "--http.port=0",
                        "--com.adobe.testing.s3mock.store.initial-buckets=evidence",
                        "--com.adobe.testing.s3mock.store.root=" + folder.resolve("store"))
                .redirectErrorStream(true)
                .start();
    }

    private static int port(Process store) throws IOException {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(store.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ports = PORTS.matcher(line);
            if (ports.find()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return Integer.parseInt(ports.group(1));
            }
        }
        throw new IllegalStateException("the store ended before it was ready");
    }
}
