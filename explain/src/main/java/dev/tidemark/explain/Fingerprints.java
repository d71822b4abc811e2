package dev.tidemark.explain;

import dev.tidemark.model.HeapPath.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The identity of a finding: a hash of its pattern and path without what differs between builds and
 * runs (lines, versions, numbers in keys, addresses).
 */
final class Fingerprints {
    private Fingerprints() {}

    static String of(String pattern, List<Step> path, Step entry) {
        String text =
                path.stream().map(Fingerprints::stable).collect(Collectors.joining(" > "))
                        + " > "
                        + stable(entry);
        return hash(pattern + "|" + text).substring(0, 16);
    }

    private static String stable(Step step) {
        return step.toString()
                .replaceAll(":\\d+\\)", ")")
                .replaceAll(" \\d+\\.\\d+\\.\\S*,", ",")
                .replaceAll("@\\d+", "@")
                .replaceAll("\\d{3,}", "#");
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
