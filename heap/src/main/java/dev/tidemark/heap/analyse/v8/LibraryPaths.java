package dev.tidemark.heap.analyse.v8;

import dev.tidemark.model.HeapPath;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Paths into what a function of a package captured begin at the package: its variables are not
 * those of whoever has the function. {@code module app.js > lookup : function memoized
 * (mem/index.js:40) > captures cache : Map} becomes {@code package mem 6.0.0, index.js > memoized :
 * function > captures cache : Map}.
 */
final class LibraryPaths {
    private static final String FUNCTION = "function";

    private final Map<String, String> packageFunctions;

    /**
     * @param packageFunctions of functions in packages, as types name them, the owner
     */
    LibraryPaths(Map<String, String> packageFunctions) {
        this.packageFunctions = packageFunctions;
    }

    HeapPath fromLibrary(HeapPath path) {
        List<Step> steps = path.steps();
        if (steps.isEmpty() || !steps.getFirst().name().startsWith("module ")) {
            return path;
        }
        for (int i = steps.size() - 2; i > 0; i--) {
            String owner = packageFunctions.get(steps.get(i).type());
            if (owner != null && steps.get(i + 1).name().startsWith("captures ")) {
                return from(owner, steps.get(i), steps.subList(i + 1, steps.size()));
            }
        }
        return path;
    }

    private static HeapPath from(String owner, Step function, List<Step> rest) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(owner, ""));
        steps.add(new Step(name(function), FUNCTION));
        steps.addAll(rest);
        return new HeapPath(steps);
    }

    /** The function's own name, or else what its holder calls it. */
    private static String name(Step function) {
        String type = function.type();
        int start = FUNCTION.length() + 1;
        int end = type.indexOf(" (");
        return end > start ? type.substring(start, end) : function.name();
    }
}
