package dev.tidemark.profile.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.profile.AllocationProfile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/** The one door to profiles in files. Threads: any; cost: the file in memory, snapshots apart. */
public final class ProfileFiles {
    /** Far more than any profile; a small packed file may unpack without end. */
    private static final int LARGEST = 1 << 29;

    private static final int HEAD = 512;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] JFR = {'F', 'L', 'R', 0};

    private ProfileFiles() {}

    /**
     * Reads a profile of any format that we know; the content tells which, not the name.
     *
     * @throws ProfileFormatException if it is none, or damaged
     */
    public static AllocationProfile read(Path file) throws IOException {
        byte[] head = head(file);
        if (startsWith(head, JFR)) {
            return JfrProfiles.read(file);
        }
        if (startsWith(head, GZIP)) {
            return unpacked(file, unpack(file));
        }
        String start = new String(head, UTF_8).stripLeading();
        if (start.startsWith("{\"snapshot\":")) {
            return TrackedAllocations.read(file);
        }
        return unpacked(file, content(file));
    }

    private static AllocationProfile unpacked(Path file, byte[] content)
            throws ProfileFormatException {
        if (content.length == 0) {
            throw new ProfileFormatException(file, "an allocation profile", "an empty file");
        }
        String start = new String(content, 0, Math.min(HEAD, content.length), UTF_8);
        if (start.stripLeading().startsWith("{")) {
            return json(file, JsonFile.parse(file, content));
        }
        return isText(start)
                ? Collapsed.read(file, text(file, content))
                : PprofReader.read(file, content);
    }

    private static AllocationProfile json(Path file, JsonNode root) throws ProfileFormatException {
        if (root.has("profiles") && root.has("shared")) {
            return Speedscope.read(file, root);
        }
        if (root.has("head")) {
            return HeapProfile.read(file, root);
        }
        throw new ProfileFormatException(
                file,
                "a .heapprofile or a speedscope file",
                "JSON with " + String.join(", ", root.propertyNames().stream().limit(5).toList()));
    }

    private static boolean isText(String start) {
        return start.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
    }

    private static String text(Path file, byte[] content) throws ProfileFormatException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new ProfileFormatException(file, "text in UTF-8", "other bytes");
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static byte[] content(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw tooLarge(file);
        }
        return Files.readAllBytes(file);
    }

    private static byte[] unpack(Path file) throws IOException {
        byte[] packed = content(file);
        try (InputStream in =
                new BufferedInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw tooLarge(file);
            }
            return content;
        } catch (ProfileFormatException e) {
            throw e;
        } catch (IOException e) {
            // EOFException, ZipException: where it breaks off, they do not say.
            ProfileFormatException broken =
                    new ProfileFormatException(
                            file,
                            "a whole gzip file",
                            "damage (%s)".formatted(e.getMessage()),
                            "It was cut short or changed: take the profile again.");
            broken.initCause(e);
            throw broken;
        }
    }

    private static ProfileFormatException tooLarge(Path file) {
        return new ProfileFormatException(
                file, "a profile of at most 512 MiB", "more", "Is it a heap snapshot?");
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** A whole file of that format. */
    public static byte[] bytes(AllocationProfile profile, FileFormat format) throws IOException {
        return switch (format) {
            case PPROF -> Pprof.write(profile);
            case SPEEDSCOPE -> Speedscope.write(profile).getBytes(UTF_8);
            case COLLAPSED -> Collapsed.write(profile).getBytes(UTF_8);
            case HEAPPROFILE -> HeapProfile.write(profile).getBytes(UTF_8);
        };
    }
}
