package dev.tidemark.source.map;

import dev.tidemark.source.read.JsonCursor;
import dev.tidemark.source.read.SourceFormatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a map. Unknown members are passed over; of known ones each must be right. */
final class MapParser {
    private static final int VERSION = 3;

    /** Index maps may name other maps by address, so they could name each other in a circle. */
    private static final int DEEPEST = 4;

    private static final String GUARD = ")]}'";

    private final String json;
    private final SourceMap.MapOpener elsewhere;
    private final int depth;
    private final JsonCursor cursor;

    private int version = VERSION;
    private String root = "";
    private @Nullable String mappings;
    private final List<@Nullable String> sources = new ArrayList<>();
    private final List<@Nullable Content> contents = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private @Nullable List<SectionMap.Section> sections;

    MapParser(String json, SourceMap.MapOpener elsewhere, int depth) {
        this(json, start(json), elsewhere, depth);
    }

    private MapParser(String json, int start, SourceMap.MapOpener elsewhere, int depth) {
        this.json = json;
        this.elsewhere = elsewhere;
        this.depth = depth;
        cursor = new JsonCursor(json, start);
    }

    /** A first line that keeps browsers from running the map as a script is no part of it. */
    private static int start(String json) {
        if (!json.startsWith(GUARD)) {
            return 0;
        }
        int line = json.indexOf('\n');
        return line < 0 ? json.length() : line + 1;
    }

    SourceMap parse() throws SourceFormatException {
        if (depth > DEEPEST) {
            throw SourceFormatException.expected(
                    0, "sections in at most " + DEEPEST + " levels", "more");
        }
        cursor.open('{');
        for (boolean first = true; cursor.next('}', first); first = false) {
            member(cursor.key());
        }
        if (version != VERSION) {
            throw SourceFormatException.expected(0, "version 3", "version " + version);
        }
        List<SectionMap.Section> parts = sections;
        return parts == null ? flat() : new SectionMap(parts);
    }

    private void member(String name) throws SourceFormatException {
        switch (name) {
            case "version" -> version = cursor.count();
            case "sourceRoot" -> root = cursor.isNull() ? "" : cursor.string();
            case "mappings" -> mappings = cursor.string();
            case "sources" -> readSources();
            case "sourcesContent" -> readContents();
            case "names" -> readNames();
            case "sections" -> sections = readSections();
            default -> cursor.skip();
        }
    }

    private SourceMap flat() throws SourceFormatException {
        String text = mappings;
        if (text == null) {
            throw SourceFormatException.expected(0, "mappings or sections", "neither");
        }
        List<@Nullable String> files = new ArrayList<>();
        for (String source : sources) {
            files.add(source == null ? null : rooted(source));
        }
        return new FlatMap(files, contents, names, Mappings.of(text, files.size(), names.size()));
    }

    private String rooted(String source) {
        if (root.isEmpty()) {
            return source;
        }
        return root.endsWith("/") ? root + source : root + "/" + source;
    }

    private void readSources() throws SourceFormatException {
        cursor.open('[');
        for (boolean first = true; cursor.next(']', first); first = false) {
            sources.add(cursor.isNull() ? null : cursor.string());
        }
    }

    private void readContents() throws SourceFormatException {
        if (cursor.isNull()) {
            return;
        }
        cursor.open('[');
        for (boolean first = true; cursor.next(']', first); first = false) {
            boolean isText = cursor.peek() == '"';
            int at = cursor.skip();
            contents.add(isText ? new Content(json, at) : null);
        }
    }

    private void readNames() throws SourceFormatException {
        if (cursor.isNull()) {
            return;
        }
        cursor.open('[');
        for (boolean first = true; cursor.next(']', first); first = false) {
            if (cursor.peek() == '"') {
                names.add(cursor.string());
            } else {
                // Some tools wrote numbers there; a number names nothing.
                cursor.skip();
                names.add("");
            }
        }
    }

    private List<SectionMap.Section> readSections() throws SourceFormatException {
        List<SectionMap.Section> read = new ArrayList<>();
        cursor.open('[');
        for (boolean first = true; cursor.next(']', first); first = false) {
            SectionMap.Section section = readSection();
            if (!read.isEmpty() && read.getLast().startsAfter(section.line(), section.column())) {
                throw new SourceFormatException(
                        "section %d: expected to start after line %d, found line %d"
                                .formatted(read.size(), read.getLast().line(), section.line()));
            }
            read.add(section);
        }
        return read;
    }

    private SectionMap.Section readSection() throws SourceFormatException {
        int line = 0;
        int column = 0;
        SourceMap map = null;
        cursor.open('{');
        for (boolean first = true; cursor.next('}', first); first = false) {
            switch (cursor.key()) {
                case "offset" -> {
                    int[] offset = readOffset();
                    line = offset[0];
                    column = offset[1];
                }
                case "map" ->
                        map = new MapParser(json, cursor.skip(), elsewhere, depth + 1).parse();
                case "url" -> {
                    String url = cursor.string();
                    map = new MapParser(elsewhere.open(url), elsewhere, depth + 1).parse();
                }
                default -> cursor.skip();
            }
        }
        if (map == null) {
            throw new SourceFormatException("a section: expected a map or its url, found neither");
        }
        return new SectionMap.Section(line, column, map);
    }

    private int[] readOffset() throws SourceFormatException {
        int[] offset = new int[2];
        cursor.open('{');
        for (boolean first = true; cursor.next('}', first); first = false) {
            switch (cursor.key()) {
                case "line" -> offset[0] = cursor.count();
                case "column" -> offset[1] = cursor.count();
                default -> cursor.skip();
            }
        }
        return offset;
    }
}
