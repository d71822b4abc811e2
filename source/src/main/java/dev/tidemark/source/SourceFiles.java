package dev.tidemark.source;

import dev.tidemark.model.SourceLocation;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.source.classes.ClassFiles;
import dev.tidemark.source.js.ScriptScopes;
import dev.tidemark.source.js.ScriptScopes.Name;
import dev.tidemark.source.read.LineIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote, read from the files of this machine: scripts, their source maps, and the files
 * that those name or contain. Nothing is fetched from a network.
 *
 * <p>Maps are checked against what can be read: a name counts only if it stands where the map says.
 * So a map of another build makes answers poorer, and not wrong.
 *
 * <p>Cost: each script is read once, its map once (a tenth of a second for ten megabytes). Keeps
 * what it read. For one thread.
 */
public final class SourceFiles implements SourceResolver {
    private static final Pattern NAMED_FUNCTION =
            Pattern.compile(
                    "(?:async\\s+)?function\\s*\\*?\\s*([\\p{L}_$][\\p{L}\\p{N}_$]*)\\s*[<(]");

    private static final int LONGEST_HEAD = 200;

    private final Map<String, ScriptFile> scripts = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();
    private final Map<Place, Optional<Written>> functions = new HashMap<>();
    private final PackageFiles packages = new PackageFiles();
    private final Set<String> problems = new LinkedHashSet<>();
    private final ClassFiles classes = new ClassFiles(problems::add);

    /** What could not be used so far and is the program's own: a line each, for a person. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Adds scripts that are no files of this machine, such as a page's: their own maps are used,
     * and what they name is declared in them.
     *
     * @param texts by the names that the runtime has for them
     */
    public void add(Map<String, String> texts) {
        told.putAll(texts);
    }

    private ScriptFile script(String name) {
        return scripts.computeIfAbsent(
                name,
                key ->
                        new ScriptFile(
                                key,
                                told.get(key),
                                problem -> {
                                    // Packages often leave out the maps that they name.
                                    if (!key.contains("/node_modules/")) {
                                        problems.add(problem);
                                    }
                                }));
    }

    @Override
    public List<String> files(String name) {
        return script(name).sources();
    }

    @Override
    public Optional<Written> function(Place start) {
        return functions.computeIfAbsent(start, this::readFunction);
    }

    private Optional<Written> readFunction(Place start) {
        ScriptFile script = script(start.script());
        Optional<ScriptFile.Origin> origin = script.origin(start.line(), start.column());
        if (origin.isEmpty()) {
            return Optional.empty();
        }
        String name =
                offset(script, start)
                        .flatMap(offset -> script.scopes().functionName(offset))
                        .flatMap(written -> written(script, written))
                        .map(Written::name)
                        .orElseGet(() -> nameInOriginal(origin.get()));
        return Optional.of(new Written(origin.get().location(), name));
    }

    /** Compilers leave out names of functions that nothing asks for; the original has them. */
    private static @Nullable String nameInOriginal(ScriptFile.Origin origin) {
        if (origin.original().isEmpty()) {
            return null;
        }
        LineIndex text = origin.original().get();
        int at = text.offset(origin.mapping().line(), origin.mapping().column());
        Matcher function = NAMED_FUNCTION.matcher(text.text());
        function.region(at, Math.min(text.text().length(), at + LONGEST_HEAD));
        return function.lookingAt() ? function.group(1) : null;
    }

    private static Optional<Integer> offset(ScriptFile script, Place place) {
        return script.text()
                .map(text -> text.offset(place.line(), place.column()))
                .filter(offset -> offset >= 0);
    }

    @Override
    public Optional<Variable> variable(Place function, Collection<String> together, String name) {
        ScriptFile script = script(function.script());
        return offset(script, function)
                .flatMap(offset -> script.scopes().declaration(offset, together, name))
                .map(found -> variable(script, found));
    }

    private static Variable variable(ScriptFile script, ScriptScopes.Declaration found) {
        Optional<ScriptFile.Origin> origin = origin(script, found.name());
        Written written =
                written(script, found.name())
                        .orElseGet(() -> new Written(place(script, found.name()), null));
        boolean ofModule =
                !found.inFunction()
                        || origin.flatMap(ScriptFile.Origin::original)
                                .filter(text -> isOutermost(text, origin.get()))
                                .isPresent();
        return new Variable(written, ofModule);
    }

    /** A bundler puts whole files into functions, whose variables are then those of the file. */
    private static boolean isOutermost(LineIndex text, ScriptFile.Origin origin) {
        int offset = text.offset(origin.mapping().line(), origin.mapping().column());
        return ScriptScopes.depth(text.text(), offset) == 0;
    }

    @Override
    public List<Written> block(Place function, int depth) {
        ScriptFile script = script(function.script());
        List<ScriptScopes.Context> contexts =
                offset(script, function).map(script.scopes()::contexts).orElse(List.of());
        if (depth >= contexts.size() || contexts.get(depth).ofFunction()) {
            return List.of();
        }
        List<Written> variables = new ArrayList<>();
        for (Name name : contexts.get(depth).variables()) {
            Written written = written(script, name).orElse(null);
            variables.add(
                    new Written(
                            written == null ? place(script, name) : written.location(),
                            written == null || written.name() == null
                                    ? name.text()
                                    : written.name()));
        }
        return variables;
    }

    /** A name in a script as it was written; empty if the script was not made, or nobody knows. */
    private static Optional<Written> written(ScriptFile script, Name name) {
        return origin(script, name)
                .map(origin -> new Written(origin.location(), originalName(script, name, origin)));
    }

    private static Optional<ScriptFile.Origin> origin(ScriptFile script, Name name) {
        return script.text()
                .flatMap(text ->
                        script.origin(text.line(name.offset()), text.column(name.offset())));
    }

    private static SourceLocation place(ScriptFile script, Name name) {
        return script.text()
                .map(text ->
                        new SourceLocation(
                                script.fileName(),
                                text.line(name.offset()) + 1,
                                text.column(name.offset()) + 1))
                .orElse(new SourceLocation(script.fileName(), 0, 0));
    }

    /** The name in the original text, if the map means exactly this one; null if that is unsure. */
    private static @Nullable String originalName(
            ScriptFile script, Name name, ScriptFile.Origin origin) {
        LineIndex text = script.text().orElseThrow();
        int line = text.line(name.offset());
        int column = text.column(name.offset());
        if (origin.mapping().generatedColumn() != column || !script.isAligned(line, column)) {
            return null;
        }
        String mapped = origin.mapping().name();
        if (origin.original().isEmpty()) {
            return mapped;
        }
        LineIndex original = origin.original().get();
        int at = original.offset(origin.mapping().line(), origin.mapping().column());
        String found = original.word(at);
        boolean fits = found.equals(mapped == null ? name.text() : mapped);
        return fits ? found : null;
    }

    @Override
    public Optional<String> packageVersion(String file) {
        return packages.version(file);
    }

    @Override
    public Optional<FieldUse> field(ClassField field) {
        return classes.field(field);
    }
}
