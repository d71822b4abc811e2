package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Actions of a Cleaner that refer to the very object whose death they wait for. */
final class Cleaners implements JvmPattern {
    private static final String[] CLEANABLES = {
        "jdk.internal.ref.PhantomCleanable",
        "jdk.internal.ref.WeakCleanable",
        "jdk.internal.ref.SoftCleanable"
    };

    /** What accumulates may be the action, which its cleanable holds. */
    private static final int BETWEEN = 2;

    /** How far behind an action its object may be. */
    private static final int NEAR = 200;

    @Override
    public String id() {
        return "cleaners";
    }

    /** Where no action leads to its object, those live for a reason that lies elsewhere. */
    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        long reaching = suspect.countEntries(entry -> reachesItself(suspect, entry));
        return 2 * reaching > suspect.entries().size()
                ? Optional.of(kept(suspect, reaching))
                : Optional.empty();
    }

    private static OptionalInt cleanable(JvmSuspect suspect, int entry) {
        for (String type : CLEANABLES) {
            OptionalInt cleanable = suspect.ownerOf(entry, type, BETWEEN);
            if (cleanable.isPresent()) {
                return cleanable;
            }
        }
        return OptionalInt.empty();
    }

    private static boolean reachesItself(JvmSuspect suspect, int entry) {
        int cleanable = cleanable(suspect, entry).orElse(entry);
        OptionalInt referent = suspect.follow(cleanable, "referent");
        OptionalInt action = suspect.follow(cleanable, "action");
        return suspect.isA(cleanable, CLEANABLES)
                && referent.isPresent()
                && action.isPresent()
                && new Reach(suspect.heap(), NEAR)
                        .nearest(action.getAsInt(), object -> object == referent.getAsInt())
                        .isPresent();
    }

    private static Match kept(JvmSuspect suspect, long reaching) {
        String type =
                cleanable(suspect, suspect.entries().getLast()).stream()
                        .flatMap(object -> suspect.follow(object, "referent").stream())
                        .mapToObj(object -> ClassNames.spoken(suspect.className(object)))
                        .findFirst()
                        .orElse("object");
        return new Match(
                "the cleaning action of each %s keeps it alive".formatted(type),
                List.of(
                        "the action leads back to the object that it is to clean up after, in %d of %d"
                                        .formatted(reaching, suspect.entries().size())
                                + " looked at",
                        "a Cleaner holds its actions until they have run: so it never happens"),
                List.of(),
                site(suspect),
                fix(ClassNames.typeToWrite(type, "Resource")));
    }

    private static @Nullable AllocationSite site(JvmSuspect suspect) {
        for (int entry : suspect.entries()) {
            int cleanable = cleanable(suspect, entry).orElse(entry);
            OptionalInt action = suspect.follow(cleanable, "action");
            if (action.isPresent()) {
                return ClassNames.site(suspect.className(action.getAsInt()));
            }
        }
        return null;
    }

    private static Fix fix(String type) {
        return Fix.of(
                        "Give the action only what it needs, in a static class or record of its own,"
                                + " and make %s AutoCloseable, so that most are cleaned up at once."
                                        .formatted(type))
                .before("CLEANER.register(this, () -> release(handle));   // captures this")
                .after(
                        """
                        private record Release(long handle) implements Runnable {
                            @Override
                            public void run() {
                                NativeLibrary.free(handle);
                            }
                        }

                        cleanable = CLEANER.register(this, new Release(handle));\
                        """)
                .trap(
                        "A lambda that uses a field, or calls a method of the object, captures this"
                                + " without saying so; an inner class that is not static does, too.")
                .verify(
                        "Hunt again with the same work: the number of live %s must stay."
                                .formatted(type));
    }
}
