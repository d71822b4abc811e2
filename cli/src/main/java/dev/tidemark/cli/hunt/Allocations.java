package dev.tidemark.cli.hunt;

import dev.tidemark.model.SourceResolver;
import dev.tidemark.profile.AllocationProfile;
import dev.tidemark.profile.OldObject;
import dev.tidemark.profile.OriginalNames;
import java.util.List;

/** What was sampled of a target's allocations; runtimes tell different things. */
public sealed interface Allocations {
    /**
     * Nothing was sampled.
     *
     * @param why nothing can be said; empty when nothing was wanted
     */
    record None(String why) implements Allocations {
        static final None UNNEEDED = new None("");
    }

    /** A JVM's old objects: each with type, stack, and what holds it. */
    record OldObjects(List<OldObject> objects) implements Allocations {
        public OldObjects {
            objects = List.copyOf(objects);
        }
    }

    /**
     * V8's stacks, by what they allocated in the steps and what of it is alive: without types.
     *
     * @param profile of what is alive
     */
    record Survivors(AllocationProfile profile) implements Allocations {}

    /**
     * What they tell about findings.
     *
     * @param sources what people wrote
     */
    default MakingSites sites(SourceResolver sources) {
        return switch (this) {
            case None(String _) -> MakingSites.NONE;
            case OldObjects(List<OldObject> objects) -> new OldObjectSites(objects);
            case Survivors(AllocationProfile profile) ->
                    new SurvivorSites(OriginalNames.of(profile, sources));
        };
    }
}
