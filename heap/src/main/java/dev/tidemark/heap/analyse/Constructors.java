package dev.tidemark.heap.analyse;

import dev.tidemark.model.SourceResolver;
import dev.tidemark.model.SourceResolver.Place;
import dev.tidemark.model.SourceResolver.Written;
import java.util.Map;

/**
 * Where the constructors of types begin, so that a type can be told by the name that people gave
 * it: bundlers call all classes {@code a}, {@code b} and {@code c}.
 *
 * @param places by number of the type; only of those whose script is known
 */
public record Constructors(Map<Integer, Place> places) {
    /** For runtimes whose types have the names that people gave them. */
    public static final Constructors NONE = new Constructors(Map.of());

    public Constructors {
        places = Map.copyOf(places);
    }

    /** The name as it was written, or else the one that the type has where it runs. */
    public String name(int type, String runtimeName, SourceResolver sources) {
        Place place = places.get(type);
        return place == null
                ? runtimeName
                : sources.function(place).map(Written::name).orElse(runtimeName);
    }
}
