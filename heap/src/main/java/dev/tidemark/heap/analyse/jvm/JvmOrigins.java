package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.model.CodeOrigin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose the classes of a heap are, by the jars and folders that they were loaded from, and by what
 * the program was started with.
 */
final class JvmOrigins {
    private static final String JAR = ".jar";

    private final JvmHeap heap;
    private final Map<Integer, CodeOrigin> origins = new HashMap<>();
    private @Nullable String started;

    JvmOrigins(JvmHeap heap) {
        this.heap = heap;
    }

    /** Whose a type is. Cost: reads three short strings of the dump, once for each type. */
    CodeOrigin of(int type) {
        return origins.computeIfAbsent(type, this::read);
    }

    private CodeOrigin read(int type) {
        String name = heap.typeName(type).replace("[]", "");
        String source = codeSource(type).orElse(null);
        String main = started();
        boolean ofMainJar = main.endsWith(JAR) && source != null && source.endsWith(fileOf(main));
        CodeOrigin origin = CodeOrigin.ofClass(name, source, main.endsWith(JAR) ? "" : main);
        return ofMainJar && origin instanceof CodeOrigin.Library ? new CodeOrigin.Own() : origin;
    }

    /** {@code file:/app/lib/guava-31.1-jre.jar}. */
    Optional<String> codeSource(int type) {
        return heap.protectionDomainOf(type).stream()
                .flatMap(domain -> heap.follow(domain, "codesource").stream())
                .flatMap(source -> heap.follow(source, "location").stream())
                .mapToObj(url -> text(url, "protocol") + ":" + text(url, "file"))
                .findFirst();
    }

    private String text(int object, String field) {
        return heap.follow(object, field).stream()
                .mapToObj(heap::text)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    /** The main class, or the jar that was started; empty when neither is known. */
    private String started() {
        String found = started;
        if (found == null) {
            found = new SystemProperties(heap).get("sun.java.command").orElseGet(this::mainFrame);
            // What follows are the arguments; before a main class its module.
            found = found.strip().replaceFirst(" .*", "").replaceFirst("^.*/(?!.*\\.jar$)", "");
            started = found;
        }
        return found;
    }

    /** The class whose {@code main} still runs. */
    private String mainFrame() {
        return heap.threads().stream()
                .filter(thread -> thread.name().equals("main"))
                .map(JvmHeap.JvmThread::frames)
                .filter(frames -> !frames.isEmpty())
                .map(List::getLast)
                .map(JvmHeap.Frame::className)
                .findFirst()
                .orElse("");
    }

    private static String fileOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
