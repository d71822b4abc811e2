package dev.tidemark.source.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A map with mappings of its own. */
final class FlatMap implements SourceMap {
    private final List<@Nullable String> sources;
    private final List<@Nullable Content> contents;
    private final List<String> names;
    private final Mappings mappings;

    /**
     * @param sources null where the map does not tell
     * @param contents no longer than the sources
     */
    FlatMap(
            List<@Nullable String> sources,
            List<@Nullable Content> contents,
            List<String> names,
            Mappings mappings) {
        this.sources = sources;
        this.contents = contents;
        this.names = names;
        this.mappings = mappings;
    }

    @Override
    public Optional<Mapping> at(int line, int column) {
        Segment segment = mappings.at(line, column).orElse(null);
        String source = segment == null || !segment.hasSource ? null : sources.get(segment.source);
        if (segment == null || source == null) {
            return Optional.empty();
        }
        Content content = segment.source < contents.size() ? contents.get(segment.source) : null;
        return Optional.of(
                new Mapping(
                        segment.column,
                        source,
                        content,
                        segment.line,
                        segment.originalColumn,
                        segment.hasName ? names.get(segment.name) : null));
    }

    @Override
    public List<String> sources() {
        List<String> known = new ArrayList<>();
        for (String source : sources) {
            if (source != null) {
                known.add(source);
            }
        }
        return known;
    }
}
