package dev.tidemark.profile;

import java.util.List;
import java.util.Optional;

/**
 * One of the few objects that Flight Recorder follows from their allocation on, and that was still
 * alive in the end.
 *
 * @param type its class as Java writes it; one name for all lambdas of a class
 * @param stack that allocated it, the allocating function first; empty when it was not recorded
 * @param heldBy the fields on the way from it to its GC root, nearest first, array slots apart;
 *     empty when the way was not recorded
 */
public record OldObject(String type, List<Frame> stack, List<String> heldBy) {
    public OldObject {
        stack = List.copyOf(stack);
        heldBy = List.copyOf(heldBy);
    }

    /** The innermost function that is not a part of the runtime, with the line it was at. */
    public Optional<Frame> site() {
        return stack.stream().filter(frame -> !AllocationSites.isRuntime(frame)).findFirst();
    }
}
