package dev.tidemark.source.map;

import org.jspecify.annotations.Nullable;

/**
 * What a map says about a position in a script.
 *
 * @param generatedColumn where in its line of the script the mapped piece starts
 * @param source the file it was made from, as the map names it, with the map's root before it
 * @param content the whole text of that file, if the map has it
 * @param line in that file, from 0
 * @param column in that line, from 0, in UTF-16 units
 * @param name what it is called there, if the map says
 */
public record Mapping(
        int generatedColumn,
        String source,
        @Nullable Content content,
        int line,
        int column,
        @Nullable String name) {}
