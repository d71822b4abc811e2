package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;

/** Text or bytes that are added to and leave no objects: the buffer itself grows. */
final class GrowingText implements JvmPattern {
    /** What growth is called that comes without objects. */
    private static final String CONTENTS = "contents";

    @Override
    public String id() {
        return "growing-text";
    }

    @Override
    public boolean editsHolder() {
        return true;
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return suspect.accumulation().entry().name().equals(CONTENTS)
                ? Optional.of(text(suspect))
                : Optional.empty();
    }

    private static Match text(JvmSuspect suspect) {
        String type = ClassNames.spoken(suspect.accumulation().holderType());
        return new Match(
                "the %s in %s only grows".formatted(type, suspect.holderName()),
                List.of("what is in use of its buffer was measured, not the room that it has"),
                List.of(),
                null,
                fix(suspect, type)
                        .verify(
                                "Hunt again with the same work: %s must be about as long after each step."
                                        .formatted(suspect.holderName())));
    }

    private static Fix fix(JvmSuspect suspect, String type) {
        String name = suspect.variable("text");
        if (type.startsWith("StringBu")) {
            return writeOut(name).trap(roomStays(type));
        }
        return type.equals("ByteArrayOutputStream")
                ? flush(name).trap(roomStays(type))
                : removeOld(name);
    }

    private static String roomStays(String type) {
        return "Beginning again keeps the room for the longest so far: where one was very long, make a new %s."
                .formatted(type);
    }

    private static Fix writeOut(String name) {
        return Fix.of("Write out what was gathered, and begin again, when it is long enough.")
                .before("%s.append(line);".formatted(name))
                .after(
                        """
                        %1$s.append(line);
                        if (%1$s.length() > MOST) {
                            writer.append(%1$s);
                            %1$s.setLength(0);
                        }\
                        """
                                .formatted(name));
    }

    private static Fix flush(String name) {
        return Fix.of("Write out what was gathered, and begin again, when it is large enough.")
                .before("%s.writeBytes(line);".formatted(name))
                .after(
                        """
                        %1$s.writeBytes(line);
                        if (%1$s.size() > MOST) {
                            %1$s.writeTo(file);
                            %1$s.reset();
                        }\
                        """
                                .formatted(name));
    }

    private static Fix removeOld(String name) {
        return Fix.of("Take out what is done with, or keep only the newest.")
                .before("%s.add(number);".formatted(name))
                .after(
                        """
                        %1$s.add(number);
                        if (%1$s.size() > MOST) {
                            %1$s.removeFirst();
                        }\
                        """
                                .formatted(name))
                .trap(
                        "Taking out frees no memory where the array behind it never becomes shorter.");
    }
}
