package dev.tidemark.source.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An index map: each section has a map for its part of the script, up to the next section. */
final class SectionMap implements SourceMap {
    private final List<Section> sections;

    /**
     * @param sections in the order of the script
     */
    SectionMap(List<Section> sections) {
        this.sections = List.copyOf(sections);
    }

    /** A map whose positions count from a place in the script. */
    record Section(int line, int column, SourceMap map) {
        boolean startsAfter(int atLine, int atColumn) {
            return line > atLine || (line == atLine && column > atColumn);
        }
    }

    @Override
    public Optional<Mapping> at(int line, int column) {
        int low = 0;
        int high = sections.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sections.get(middle).startsAfter(line, column)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low == 0) {
            return Optional.empty();
        }
        Section section = sections.get(low - 1);
        boolean firstLine = line == section.line();
        int shift = firstLine ? section.column() : 0;
        return section.map()
                .at(line - section.line(), column - shift)
                .map(mapping -> moved(mapping, shift));
    }

    private static Mapping moved(Mapping mapping, int columns) {
        return new Mapping(
                mapping.generatedColumn() + columns,
                mapping.source(),
                mapping.content(),
                mapping.line(),
                mapping.column(),
                mapping.name());
    }

    @Override
    public List<String> sources() {
        List<String> all = new ArrayList<>();
        sections.forEach(section -> all.addAll(section.map().sources()));
        return all;
    }
}
