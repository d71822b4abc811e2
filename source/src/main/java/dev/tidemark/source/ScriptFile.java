package dev.tidemark.source;

import dev.tidemark.model.SourceLocation;
import dev.tidemark.source.js.ScriptScopes;
import dev.tidemark.source.map.Content;
import dev.tidemark.source.map.Mapping;
import dev.tidemark.source.read.DiskText;
import dev.tidemark.source.read.LineIndex;
import dev.tidemark.source.read.SourceFormatException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One script with its map. What it needs is read when it is asked for: the end of the file for the
 * map, the whole file for names and declarations.
 */
final class ScriptFile {
    /** Columns before and after a place in which its map is looked at. */
    private static final int NEAR = 64;

    private final String name;
    private final @Nullable Path file;
    private final Consumer<String> problems;
    private final @Nullable String told;
    private final @Nullable MapFile map;
    private final Map<String, Optional<LineIndex>> originals = new HashMap<>();
    private @Nullable LineIndex text;
    private boolean textIsRead;
    private @Nullable ScriptScopes scopes;
    private boolean lied;

    /**
     * @param name as the runtime has it
     * @param told its text, if the runtime told it; null for one that is a file, or unknown
     * @param problems takes a line for what cannot be used
     */
    ScriptFile(String name, @Nullable String told, Consumer<String> problems) {
        this.name = name;
        this.problems = problems;
        file = Addresses.file(name).orElse(null);
        this.told = told;
        if (file == null) {
            map = told == null ? null : mapWithin(told);
        } else {
            map = openMap(file);
        }
    }

    private @Nullable MapFile openMap(Path script) {
        try {
            Optional<String> address = address(script);
            if (address.isPresent()) {
                return MapFile.open(script, address.get());
            }
            return MapFile.isBeside(script)
                    ? MapFile.open(script, MapFile.beside(script).toString())
                    : null;
        } catch (SourceFormatException e) {
            problem("its source map cannot be used: " + e.getMessage());
            return null;
        }
    }

    private @Nullable MapFile mapWithin(String script) {
        try {
            Optional<String> address = MapAddress.in(script);
            return address.isPresent() ? MapFile.within(name, address.get()) : null;
        } catch (SourceFormatException e) {
            problem("its source map cannot be used: " + e.getMessage());
            return null;
        }
    }

    private static Optional<String> address(Path script) throws SourceFormatException {
        String tail;
        try {
            tail = DiskText.tail(script, MapFile.TAIL);
        } catch (SourceFormatException e) {
            // A script that is gone has no map: nothing is wrong with that.
            return Optional.empty();
        }
        Optional<String> address = MapAddress.in(tail);
        // A map inside of the script is longer than the tail, and is its last line.
        boolean endsInLongLine = tail.stripTrailing().lastIndexOf('\n') < 0;
        return address.isEmpty() && endsInLongLine ? MapAddress.in(DiskText.of(script)) : address;
    }

    private void problem(String what) {
        problems.accept(
                "%s: %s; its functions and variables are named as they run".formatted(name, what));
    }

    /** Its path, or the runtime's name for it if it is no file. */
    String fileName() {
        return file == null ? name : file.toString();
    }

    /** The files that it was made from. */
    List<String> sources() {
        MapFile from = map;
        return from == null
                ? List.of()
                : from.map().sources().stream()
                        .distinct()
                        .map(source -> from.sourceNames().apply(source))
                        .toList();
    }

    /** The script's own text; empty when it cannot be read. */
    Optional<LineIndex> text() {
        if (!textIsRead) {
            textIsRead = true;
            if (file != null) {
                text = read(file);
            } else if (told != null) {
                text = new LineIndex(told);
            }
        }
        return Optional.ofNullable(text);
    }

    private static @Nullable LineIndex read(Path file) {
        try {
            return new LineIndex(DiskText.of(file));
        } catch (SourceFormatException e) {
            return null;
        }
    }

    ScriptScopes scopes() {
        ScriptScopes found = scopes;
        if (found == null) {
            found = ScriptScopes.of(text().map(LineIndex::text).orElse(""));
            scopes = found;
        }
        return found;
    }

    /**
     * What a place was made from.
     *
     * @param location where it is written
     * @param mapping as the map has it
     * @param original the text of that file, if it is known
     */
    record Origin(SourceLocation location, Mapping mapping, Optional<LineIndex> original) {}

    /** Empty if the script has no map, the map says nothing, or what it says cannot be. */
    Optional<Origin> origin(int line, int column) {
        MapFile from = map;
        if (from == null) {
            return Optional.empty();
        }
        Optional<Mapping> mapping = from.map().at(line, column);
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Mapping at = mapping.get();
        String source = from.sourceNames().apply(at.source());
        Optional<LineIndex> original =
                originals.computeIfAbsent(source, _ -> original(source, at.content()));
        if (original.isPresent() && original.get().offset(at.line(), at.column()) < 0) {
            lies(from, source, at, original.get());
            return Optional.empty();
        }
        return Optional.of(
                new Origin(
                        new SourceLocation(source, at.line() + 1, at.column() + 1), at, original));
    }

    /**
     * Whether the names that the map has near a place stand at names of the script: behind a number
     * that is wrong all columns of a line are, and what is there then belongs to something else.
     */
    boolean isAligned(int line, int column) {
        MapFile from = map;
        LineIndex own = text().orElse(null);
        if (from == null || own == null) {
            return false;
        }
        int names = 0;
        int astray = 0;
        for (int at = Math.max(0, column - NEAR); at < column + NEAR; at++) {
            Mapping mapping = from.map().at(line, at).orElse(null);
            if (mapping != null && mapping.generatedColumn() == at && mapping.name() != null) {
                names++;
                astray += own.startsWord(own.offset(line, at)) ? 0 : 1;
            }
        }
        return astray * 4 <= names;
    }

    private static Optional<LineIndex> original(String source, @Nullable Content content) {
        return content != null
                ? Optional.of(new LineIndex(content.text()))
                : Addresses.file(source).map(ScriptFile::read);
    }

    private void lies(MapFile from, String source, Mapping at, LineIndex original) {
        if (!lied) {
            lied = true;
            problem(
                    "its source map (%s) does not fit: expected line %d, column %d in %s, found %d lines"
                            .formatted(
                                    from.name(),
                                    at.line() + 1,
                                    at.column() + 1,
                                    source,
                                    original.lines()));
        }
    }
}
