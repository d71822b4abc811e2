package dev.tidemark.source.classes;

import dev.tidemark.model.SourceResolver.ClassField;
import dev.tidemark.model.SourceResolver.FieldUse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The class files of this machine, in folders and jars. What a dump names may be of another machine
 * or an older build: a class is believed only if it declares just the fields that the dump has.
 *
 * <p>Cost: one entry of a jar, or one file, for each class. Keeps what it read. For one thread.
 */
public final class ClassFiles {
    private static final int LARGEST = 16 << 20;

    private record Source(String className, String loadedFrom) {}

    private final Map<Source, Optional<ClassModel>> classes = new HashMap<>();
    private final Consumer<String> problems;

    /**
     * Nothing is read yet.
     *
     * @param problems takes what could not be used, a line each, for a person
     */
    public ClassFiles(Consumer<String> problems) {
        this.problems = problems;
    }

    /** What the field's class does with it; empty where its class file is not here. */
    public Optional<FieldUse> field(ClassField field) {
        Source source = new Source(field.className(), field.loadedFrom());
        Optional<ClassModel> type = classes.computeIfAbsent(source, this::read);
        try {
            Optional<FieldUse> use =
                    type.filter(found -> isOfSameBuild(found, field))
                            .flatMap(found -> new FieldCode(found, field.name()).use());
            if (use.isPresent() && use.get().initialised().line() == 0) {
                problems.accept(
                        field.className()
                                + " was compiled without line numbers: its fields have none");
            }
            return use;
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            // Class files are read lazily: what is broken shows when it is asked for.
            problems.accept(unreadable(source));
            return Optional.empty();
        }
    }

    private static String unreadable(Source source) {
        return "%s cannot be read in %s: its fields have no lines"
                .formatted(source.className(), source.loadedFrom());
    }

    private boolean isOfSameBuild(ClassModel type, ClassField field) {
        boolean same = fields(type).equals(field.fields());
        if (!same) {
            problems.accept(
                    "%s in %s has other fields than in the dump, so it is of another build: not used"
                            .formatted(field.className(), field.loadedFrom()));
        }
        return same;
    }

    private static Set<String> fields(ClassModel type) {
        return type.fields().stream()
                .map(field -> field.fieldName().stringValue())
                .collect(Collectors.toSet());
    }

    private Optional<ClassModel> read(Source source) {
        try {
            Path place = path(source.loadedFrom());
            if (!Files.exists(place)) {
                problems.accept(
                        place + " is not on this machine: fields of its classes have no lines");
                return Optional.empty();
            }
            String entry = source.className().replace('.', '/') + ".class";
            byte[] bytes = Files.isDirectory(place) ? ofFolder(place, entry) : ofJar(place, entry);
            return Optional.of(ClassFile.of().parse(bytes));
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            // Not here, newer than we know, or broken: then nothing is known of it.
            problems.accept(unreadable(source));
            return Optional.empty();
        }
    }

    private static Path path(String url) throws URISyntaxException {
        if (!url.startsWith("file:")) {
            throw new InvalidPathException(url, "no file");
        }
        String path = new URI(url).getPath();
        return Path.of(path == null ? "" : path);
    }

    private static byte[] ofFolder(Path folder, String entry) throws IOException {
        Path file = folder.resolve(entry);
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new IOException(file + " is not a class");
        }
        return Files.readAllBytes(file);
    }

    private static byte[] ofJar(Path jar, String entry) throws IOException {
        // A dump may name anything, and a pipe would be waited for.
        if (!Files.isRegularFile(jar)) {
            throw new IOException(jar + " is not a jar");
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry found = zip.getEntry(entry);
            if (found == null) {
                throw new IOException(entry + " is not in " + jar);
            }
            try (InputStream in = zip.getInputStream(found)) {
                return in.readNBytes(LARGEST);
            }
        }
    }
}
