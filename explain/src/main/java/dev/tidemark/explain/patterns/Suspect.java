package dev.tidemark.explain.patterns;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.HeapPath.Step;
import java.util.List;
import java.util.OptionalInt;

/**
 * Something that accumulates, with what a pattern may ask about it in the last snapshot.
 *
 * @param accumulation where it accumulates and how
 * @param snapshot the last one, in which the sampled objects are
 */
public record Suspect(Accumulation accumulation, Snapshot snapshot) {
    /** The path of the holder as the runtime has it. */
    public List<Step> rawPath() {
        return accumulation.rawHolder();
    }

    /** A step of the raw path, counted from its end; an empty one beyond its start. */
    public Step fromEnd(int index) {
        int at = rawPath().size() - 1 - index;
        return at < 0 ? new Step("", "") : rawPath().get(at);
    }

    /** Whether some step of the raw path has that name. */
    public boolean passes(String stepName) {
        return rawPath().stream().anyMatch(step -> step.name().equals(stepName));
    }

    /** One of the newest entries, if any is known. */
    public OptionalInt newest() {
        List<Integer> entries = accumulation.entries();
        return entries.isEmpty() ? OptionalInt.empty() : OptionalInt.of(entries.getLast());
    }

    /** The type of an object as paths name it. */
    public String typeOf(int object) {
        return snapshot.rules().typeName(object);
    }

    /** The last name in the path that is a person's own: {@code sessions}, {@code Cache.BY_ID}. */
    public String holderName() {
        List<Step> steps = accumulation.holder().steps();
        for (int i = steps.size() - 1; i > 0; i--) {
            String name = steps.get(i).name();
            if (!name.startsWith("[") && !name.startsWith("listeners(") && !name.startsWith("<")) {
                return name.replaceFirst("^captures ", "");
            }
        }
        return ownerName();
    }

    /** The first name in the path, at which the program itself begins: {@code Cache.BY_ID}. */
    public String ownerName() {
        List<Step> steps = accumulation.holder().steps();
        return steps.isEmpty() ? "it" : withoutPackage(steps.getFirst().name());
    }

    /**
     * Of {@code static com.acme.Cache.BY_ID} what a person says: {@code Cache.BY_ID}; of an object
     * that is held by a field that field.
     */
    private static String withoutPackage(String owner) {
        return owner.replaceFirst(
                "^(?:static |object \\S+ \\(held by )(?:[^.]+\\.)*([^.]+\\.[^.)]+)\\)?$", "$1");
    }

    /** Mean bytes that came with each entry. */
    public double bytesEach() {
        long added = accumulation.totalAdded();
        return added == 0 ? 0 : (double) accumulation.totalBytes() / added;
    }
}
