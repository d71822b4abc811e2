package dev.tidemark.profile.file;

import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.Coverage;
import dev.tidemark.profile.Frame;
import dev.tidemark.profile.Measure;
import dev.tidemark.profile.Weight;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collapsed stacks: {@code outer;inner 4096} a line, in bytes. */
final class Collapsed {
    private static final Pattern LINE = Pattern.compile("(.*) (\\d{1,18})");

    private Collapsed() {}

    /**
     * The main measure; what is allocated without a stack is left out, as there is no name for it.
     */
    static String write(AllocationProfile profile) {
        Measure measure = profile.mainMeasure();
        StringBuilder text = new StringBuilder();
        for (int node = 1; node < profile.nodeCount(); node++) {
            long bytes = profile.self(node, measure).bytes();
            if (bytes > 0) {
                text.append(
                                profile.stack(node).stream()
                                        .map(Collapsed::name)
                                        .collect(Collectors.joining(";")))
                        .append(' ')
                        .append(bytes)
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Semicolons and line ends have a meaning here. */
    private static String name(Frame frame) {
        return FrameText.of(frame).replace(';', ',').replaceAll("\\R", " ");
    }

    static AllocationProfile read(Path file, String text) throws ProfileFormatException {
        AllocationProfile.Builder builder =
                new AllocationProfile.Builder()
                        .covering(Measure.ALLOCATED, Coverage.unknown(Coverage.Scale.ESTIMATED));
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new ProfileFormatException(
                        file,
                        "outer;inner BYTES in line " + number,
                        line.length() > 40 ? line.substring(0, 40) + "..." : line);
            }
            List<Frame> stack =
                    Stream.of(matcher.group(1).split(";")).map(FrameText::parse).toList();
            builder.add(stack, Measure.ALLOCATED, new Weight(Long.parseLong(matcher.group(2)), 0));
        }
        AllocationProfile profile = builder.build();
        if (profile.nodeCount() == 1) {
            throw new ProfileFormatException(file, "outer;inner BYTES in each line", "no line");
        }
        return profile;
    }
}
