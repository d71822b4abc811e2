package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.JvmHeap.Field;
import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding.Fix;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Inner objects and lambdas that are kept, and with each the larger object it was made in. */
final class CapturedOuter implements JvmPattern {
    /** What compilers call the fields for what is captured: of inner classes, of lambdas. */
    private static final Pattern CAPTURED = Pattern.compile("this\\$\\d+|val\\$.+|arg\\$\\d+");

    /** What keeps so many times its own size is kept for what it captured. */
    private static final double LARGER = 4;

    @Override
    public String id() {
        return "captured-outer";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        for (int entry : suspect.entries()) {
            for (Field field : suspect.heap().fields(suspect.heap().typeOf(entry))) {
                if (field.isReference() && CAPTURED.matcher(field.name()).matches()) {
                    Optional<Match> match = match(suspect, entry, field.name());
                    if (match.isPresent()) {
                        return match;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A text or a number is what a function is about, and not something larger behind it. */
    private static Optional<Match> match(JvmSuspect suspect, int entry, String field) {
        OptionalInt captured = suspect.follow(entry, field);
        double each = suspect.bytesEach();
        if (captured.isEmpty()
                || suspect.className(captured.getAsInt()).startsWith("java.lang.")
                || each < LARGER * suspect.heap().shallowSize(entry)
                || !eachItsOwn(suspect, field)) {
            return Optional.empty();
        }
        String inner = ClassNames.spoken(suspect.className(entry));
        String outer = ClassNames.spoken(suspect.className(captured.getAsInt()));
        return Optional.of(
                new Match(
                        "each %s in %s keeps its own %s alive"
                                .formatted(inner, suspect.holderName(), outer),
                        List.of(
                                "%s takes %s itself and keeps %s alive"
                                        .formatted(
                                                inner,
                                                Bytes.of(suspect.heap().shallowSize(entry)),
                                                Bytes.of(each)),
                                "it refers to %s by %s, a field that the compiler made; every one to"
                                                .formatted(outer, field)
                                        + " another"),
                        List.of(),
                        ClassNames.site(suspect.className(entry)),
                        fix(suspect, field, inner, outer)));
    }

    private static boolean eachItsOwn(JvmSuspect suspect, String field) {
        Set<Integer> targets = new HashSet<>();
        for (int entry : suspect.entries()) {
            suspect.follow(entry, field).ifPresent(targets::add);
        }
        return 2 * targets.size() > suspect.entries().size();
    }

    private static Fix fix(JvmSuspect suspect, String field, String inner, String outer) {
        Fix fix =
                field.startsWith("this$")
                        ? innerFix(ClassNames.typeToWrite(inner, "Inner"))
                        : lambdaFix(
                                suspect.variable("tasks"), ClassNames.typeToWrite(outer, "Outer"));
        return fix.verify(
                suspect.verify() + " At least the bytes for each must fall to those of its own.");
    }

    private static Fix innerFix(String inner) {
        return Fix.of(
                        "Make the inner class static and hand it what it needs; or drop it when its"
                                + " work is done.")
                .before(
                        "final class %s {                    // has a hidden this$0"
                                .formatted(inner))
                .after(
                        """
                        static final class %1$s {
                            private final String line;

                            %1$s(String line) {
                                this.line = line;
                            }
                        }\
                        """
                                .formatted(inner))
                .trap(
                        "From Java 18 on javac leaves this$0 out where nothing uses it, so one call of a"
                                + " method of the outer object brings it back; and an anonymous class"
                                + " cannot be static.");
    }

    private static Fix lambdaFix(String name, String outer) {
        return Fix.of(
                        "Take what the function needs out of the large object first, so that only"
                                + " that is captured; and remove the function when it has run.")
                .before(
                        "%s.add(() -> show(whole.total()));     // captures the %s"
                                .formatted(name, outer))
                .after(
                        """
                        long total = whole.total();
                        %s.add(() -> show(total));\
                        """
                                .formatted(name))
                .trap(
                        "A method reference such as whole::total captures the object as well; and the"
                                + " use of a field captures this.");
    }
}
