package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Modules that are loaded again and again. */
final class ModuleCache implements V8Pattern {
    @Override
    public String id() {
        return "module-cache";
    }

    private static final Set<String> MODULES = Set.of("Module", "ModuleWrap", "ModuleJob");

    @Override
    public Optional<Match> match(V8Suspect suspect) {
        OptionalInt entry = suspect.newest();
        if (entry.isEmpty() || !suspect.isOfRuntime(entry.getAsInt(), MODULES)) {
            return Optional.empty();
        }
        List<String> files =
                suspect.accumulation().entries().stream()
                        .map(module -> file(suspect, module))
                        .filter(file -> !file.isEmpty())
                        .distinct()
                        .toList();
        List<String> evidence = new ArrayList<>();
        evidence.add("every one is a loaded module with its exports");
        if (files.size() == 1) {
            evidence.add("it is one file that is loaded again and again: " + files.getFirst());
        } else if (!files.isEmpty()) {
            evidence.add("each has a path of its own, such as " + files.getLast());
        }
        if (suspect.fromEnd(0).name().equals("children")) {
            evidence.add("they are in `children` of the module that loads them");
        }
        return Optional.of(
                Match.of(
                        "modules are loaded again and again, and none goes away", evidence, fix()));
    }

    private static String file(V8Suspect suspect, int module) {
        OptionalInt name = suspect.follow(module, "filename");
        if (name.isEmpty()) {
            name = suspect.follow(module, "url");
        }
        return name.isEmpty() ? "" : suspect.text(name.getAsInt());
    }

    private static Fix fix() {
        return Fix.of(
                        "Load a module once. What changes is data: read it with fs and JSON.parse. Code"
                                + " that must be made anew belongs in one vm.Script that is run again, or"
                                + " in a worker that ends.")
                .before(
                        """
                        delete require.cache[require.resolve(file)];
                        const rules = require(file);
                        """)
                .after(
                        """
                        const rules = JSON.parse(fs.readFileSync(file, 'utf8'));
                        """)
                .trap(
                        "Deleting from require.cache is not enough: module.children of whoever loaded"
                                + " it keeps the module. import() with ?v=1 in the path never forgets.")
                .verify(
                        "module.children.length and Object.keys(require.cache).length do not rise.");
    }
}
