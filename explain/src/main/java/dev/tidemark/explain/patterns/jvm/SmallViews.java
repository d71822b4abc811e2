package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.JvmHeap.Field;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Small parts of large arrays, lists or buffers: each part keeps the whole alive. */
final class SmallViews implements JvmPattern {
    /** A part is an entry, or a field of one. */
    private static final int NEAR = 8;

    private static final double MUCH_LARGER = 4;

    /**
     * What a view shows, and the whole behind it.
     *
     * @param part elements or bytes that it shows
     * @param of how many there are
     */
    private record View(int object, int whole, long part, long of) {
        boolean isSmall() {
            return part > 0 && of >= MUCH_LARGER * part;
        }
    }

    @Override
    public String id() {
        return "small-views";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        List<View> views = new ArrayList<>();
        Set<Integer> wholes = new HashSet<>();
        for (int entry : suspect.entries()) {
            view(suspect, entry)
                    .filter(view -> view.isSmall() && matters(suspect, view))
                    .ifPresent(view -> {
                        views.add(view);
                        wholes.add(view.whole());
                    });
        }
        return 2 * wholes.size() > suspect.entries().size()
                ? Optional.of(small(suspect, views.getLast()))
                : Optional.empty();
    }

    /** A small buffer beside much else is not what makes an entry large. */
    private static boolean matters(JvmSuspect suspect, View view) {
        return !isBuffer(suspect, view.object()) || 2 * view.of() >= suspect.bytesEach();
    }

    private static boolean isBuffer(JvmSuspect suspect, int object) {
        return suspect.className(object).startsWith("java.nio.Heap");
    }

    private static Optional<View> view(JvmSuspect suspect, int entry) {
        return new Reach(suspect.heap(), NEAR)
                .all(entry, object -> viewAt(suspect, object).isPresent()).stream()
                        .map(object -> viewAt(suspect, object).orElseThrow())
                        .findFirst();
    }

    private static Optional<View> viewAt(JvmSuspect suspect, int object) {
        String type = suspect.className(object);
        if (isBuffer(suspect, object)) {
            return of(suspect, object, "hb", "capacity");
        }
        return type.startsWith("java.util.") && type.endsWith("SubList")
                ? of(suspect, object, "root", "size")
                : Optional.empty();
    }

    private static Optional<View> of(
            JvmSuspect suspect, int object, String wholeField, String sizeField) {
        OptionalInt whole = suspect.follow(object, wholeField);
        OptionalLong part = suspect.heap().number(object, sizeField);
        if (whole.isEmpty() || part.isEmpty()) {
            return Optional.empty();
        }
        return size(suspect, whole.getAsInt())
                .map(size -> new View(object, whole.getAsInt(), part.getAsLong(), size));
    }

    /**
     * Of an array its length; of a list its size, or the length of the array that it stands for.
     */
    private static Optional<Long> size(JvmSuspect suspect, int whole) {
        OptionalLong length = suspect.heap().length(whole);
        if (length.isEmpty()) {
            length = suspect.heap().number(whole, "size");
        }
        for (Field field : suspect.heap().fields(suspect.heap().typeOf(whole))) {
            OptionalInt array =
                    field.isReference() ? suspect.follow(whole, field.name()) : OptionalInt.empty();
            if (length.isEmpty() && array.isPresent()) {
                length = suspect.heap().length(array.getAsInt());
            }
        }
        return length.stream().boxed().findFirst();
    }

    private static Match small(JvmSuspect suspect, View view) {
        String part = ClassNames.spoken(suspect.className(view.object()));
        boolean buffer = isBuffer(suspect, view.object());
        String unit = buffer ? "bytes" : "elements";
        return new Match(
                "each %s in %s keeps something much larger alive"
                        .formatted(part, suspect.holderName()),
                List.of(
                        "it shows %d of %d %s, and refers to all of them"
                                .formatted(view.part(), view.of(), unit),
                        "each is a view of another whole one"),
                List.of(),
                null,
                buffer ? bufferFix(suspect) : listFix(suspect));
    }

    private static Fix listFix(JvmSuspect suspect) {
        String name = suspect.variable("kept");
        return Fix.of("Copy the part before it is kept.")
                .before("%s.add(all.subList(0, 3));".formatted(name))
                .after("%s.add(List.copyOf(all.subList(0, 3)));".formatted(name))
                .trap(
                        "Collections.unmodifiableList(part) and part.stream().toList() differ: the"
                                + " first is one more view, the second a copy.")
                .verify(suspect.verify());
    }

    private static Fix bufferFix(JvmSuspect suspect) {
        String name = suspect.variable("kept");
        return Fix.of("Copy the bytes before they are kept.")
                .before("%s.add(body.slice(0, 16));".formatted(name))
                .after(
                        """
                        %s.add(ByteBuffer.allocate(16).put(body.slice(0, 16)).flip());\
                        """
                                .formatted(name))
                .trap(
                        "slice(), duplicate() and asReadOnlyBuffer() are all views of the same array;"
                                + " and array() of a slice is the whole one, too.")
                .verify(suspect.verify());
    }
}
