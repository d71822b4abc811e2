package dev.tidemark.monitor.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A text that must never be written anywhere, from a file or a variable. It prints as dots. */
public final class Hidden {
    private final Source source;

    private interface Source {
        String read() throws IOException;
    }

    private Hidden(Source source) {
        this.source = source;
    }

    /** What a file says, whenever it is asked: a secret that is exchanged needs no new start. */
    public static Hidden inFile(Path file) {
        return new Hidden(() -> Files.readString(file).strip());
    }

    /** A text that is known. */
    public static Hidden of(String text) {
        String stripped = text.strip();
        return new Hidden(() -> stripped);
    }

    /**
     * The text, without white space around it.
     *
     * @throws IOException if its file cannot be read
     */
    public String read() throws IOException {
        return source.read();
    }

    /**
     * Whether this is the same text; takes as long for one that is nearly right as for any other.
     *
     * @throws IOException if its file cannot be read
     */
    public boolean is(String other) throws IOException {
        // Of digests, so that not even the length shows.
        return MessageDigest.isEqual(digest(bytes(read())), digest(bytes(other)));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The hexadecimal HMAC-SHA256 of a message: what only who knows the secret can say of it.
     *
     * @throws IOException if its file cannot be read
     */
    public String sign(String message) throws IOException {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(read()), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(message)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "...";
    }
}
