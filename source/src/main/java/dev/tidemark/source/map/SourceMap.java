package dev.tidemark.source.map;

import dev.tidemark.source.read.SourceFormatException;
import java.util.List;
import java.util.Optional;

/**
 * A source map of version 3 (ECMA-426): from a position in a script to where it was written.
 *
 * <p>Threads: safe for any number once it is made.
 */
public sealed interface SourceMap permits FlatMap, SectionMap {
    /**
     * The mapped piece of the script that the position is in: the nearest one that starts in the
     * same line, there or before. Empty where nothing is mapped.
     *
     * @param line from 0
     * @param column from 0, in UTF-16 units
     */
    Optional<Mapping> at(int line, int column);

    /** The files that it knows, as {@link Mapping#source} names them. */
    List<String> sources();

    /**
     * Reads a map.
     *
     * @param json the text; a first line that begins with {@code )]}'} is passed over
     * @param elsewhere opens the maps that an index map refers to instead of containing them
     * @throws SourceFormatException if it is no map, or if a single number in it cannot be right
     */
    static SourceMap parse(String json, MapOpener elsewhere) throws SourceFormatException {
        return new MapParser(json, elsewhere, 0).parse();
    }

    /** Opens another map by the address that a map gives. */
    @FunctionalInterface
    interface MapOpener {
        /** The text of that map. */
        String open(String url) throws SourceFormatException;

        /** For maps that must stand alone. */
        static MapOpener none() {
            return url -> {
                throw new SourceFormatException("it refers to another map, " + url);
            };
        }
    }
}
