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

    /**
     * The innermost function that is not a part of the runtime, with the line it was at. Functions
     * without lines, such as those of classes that are made at run time, give way to their callers.
     */
    public Optional<Frame> site() {
        List<Frame> program =
                stack.stream().filter(frame -> !AllocationSites.isRuntime(frame)).toList();
        return program.stream()
                .filter(frame -> frame.location().line() > 0)
                .findFirst()
                .or(() -> program.stream().findFirst());
    }
}
