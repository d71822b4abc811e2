package dev.tidemark.explain;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.SourceLocation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The line that a person looks at first: where what holds an accumulation is declared. */
final class HolderSource {
    private HolderSource() {}

    /**
     * The declaration of the variable that the holder is in, or the class of the object that it is
     * a part of, whichever is nearer to the holder; null when neither is known.
     */
    static @Nullable SourceLocation of(Accumulation accumulation, Snapshot last) {
        if (accumulation.holders().isEmpty()) {
            return null;
        }
        int object = accumulation.holders().getFirst();
        while (object != OwnerTree.NONE) {
            Optional<SourceLocation> found = at(object, last);
            if (found.isPresent()) {
                return found.get();
            }
            object = last.owners().parent(object);
        }
        return null;
    }

    private static Optional<SourceLocation> at(int object, Snapshot last) {
        int holder = last.owners().parent(object);
        if (holder != OwnerTree.NONE) {
            Optional<SourceLocation> variable =
                    last.rules().declaration(holder, last.owners().reference(object));
            if (variable.isPresent()) {
                return variable;
            }
        }
        return last.graph().position(object).isEmpty()
                ? Optional.empty()
                : Optional.of(last.rules().location(object)).filter(HolderSource::isOfPeople);
    }

    /** A class of the runtime explains nothing: whoever has the object of it does. */
    private static boolean isOfPeople(SourceLocation location) {
        return !(CodeOrigin.ofScript(location.file()) instanceof CodeOrigin.BuiltIn);
    }
}
