package dev.tidemark.explain;

import dev.tidemark.model.HeapPath.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The identity of a finding: a hash of its path without what differs between builds and runs. The
 * pattern is no part of it, because it may be told better from one run to the next.
 */
final class Fingerprints {
    /**
     * What is taken out, and what stands in its place; in this order, because the later ones would
     * see only parts of what the earlier ones take whole.
     */
    private static final List<Volatile> VOLATILE =
            List.of(
                    // Where pnpm and Yarn keep a package says its version, and those of its peers.
                    new Volatile("\\.pnpm/[^/]+/node_modules/|\\.yarn/[^ ]*/node_modules/", ""),
                    // (src/app.js:40), (src/app.js:40:7)
                    new Volatile("(?::\\d+){1,2}\\)", ")"),
                    // package mem 3.0.1, index.js; mem@3.0.1-beta.2
                    new Volatile("[ @]v?\\d+\\.\\d+\\.[\\w.+-]+", ""),
                    // app.3f2a1b.js, chunk-7FQ2KXYZ.mjs, index-DxkTsAbQ.js
                    new Volatile(
                            "(?<=[./_-])(?=[a-z]*\\d|[A-Za-z0-9]*[A-Z][A-Za-z0-9]*[A-Z0-9])"
                                    + "[A-Za-z0-9_]{6,}(?=(?:\\.\\w+)*\\.[mc]?[jt]sx?\\b)",
                            "#"),
                    new Volatile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "#"),
                    new Volatile("0x[0-9a-fA-F]+", "#"),
                    new Volatile("@\\d+", "@"),
                    // What the JVM and frameworks call the classes that they make.
                    new Volatile("\\$\\$Lambda[\\w$/.#]*", "\\$\\$Lambda"),
                    new Volatile("\\$\\$(\\w*CGLIB)\\$\\$\\w+", "\\$\\$$1"),
                    new Volatile("(\\$Proxy|GeneratedMethodAccessor)\\d+", "$1"),
                    new Volatile("\\d{3,}", "#"));

    /** {@code thread "pool-1-thread-3"}: which one of a pool did it is chance. */
    private static final Pattern THREAD = Pattern.compile("thread \"[^\"]*\"");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private Fingerprints() {}

    private record Volatile(Pattern pattern, String replacement) {
        Volatile(String regex, String replacement) {
            this(Pattern.compile(regex), replacement);
        }

        String out(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    /**
     * The fingerprint of what grows.
     *
     * @param holder the path to where it grows, as the runtime has it
     * @param entry what is added there
     */
    static String of(List<Step> holder, Step entry) {
        String text =
                holder.stream().map(Fingerprints::stable).collect(Collectors.joining(" > "))
                        + " > "
                        + stable(entry);
        return hash(text).substring(0, 16);
    }

    private static String stable(Step step) {
        String stable =
                THREAD.matcher(step.toString())
                        .replaceAll(thread -> NUMBER.matcher(thread.group()).replaceAll("*"));
        for (Volatile part : VOLATILE) {
            stable = part.out(stable);
        }
        return stable;
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
