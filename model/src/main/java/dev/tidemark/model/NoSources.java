package dev.tidemark.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where no file can be read. */
final class NoSources implements SourceResolver {
    @Override
    public List<String> files(String script) {
        return List.of();
    }

    @Override
    public Optional<Written> function(Place start) {
        return Optional.empty();
    }

    @Override
    public Optional<Variable> variable(Place function, Collection<String> together, String name) {
        return Optional.empty();
    }

    @Override
    public List<Written> block(Place function, int depth) {
        return List.of();
    }

    @Override
    public Optional<String> packageVersion(String file) {
        return Optional.empty();
    }

    @Override
    public Optional<FieldUse> field(ClassField field) {
        return Optional.empty();
    }
}
