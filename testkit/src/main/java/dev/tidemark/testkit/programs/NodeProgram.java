package dev.tidemark.testkit.programs;

import java.nio.file.Path;
import java.util.List;

/**
 * A sample program: an HTTP server whose every request is one operation, as a service's developer
 * would write it.
 *
 * @param pattern what it is about, such as {@code listeners}; {@code clean} for those that only
 *     look as if they leaked
 * @param name the folder under the pattern: {@code leaking}, {@code fixed}...
 * @param main the file to start
 * @param form whether it leaks
 * @param holders what accumulates; empty unless it leaks
 */
public record NodeProgram(
        String pattern, String name, String main, ProgramForm form, List<Holder> holders) {

    /**
     * Where a leaking program keeps what accumulates.
     *
     * @param variable the variable of the module, or Node's own holder
     * @param file the module; empty for Node's own
     * @param accumulates what there is one more of with each operation
     */
    public record Holder(String variable, String file, String accumulates) {}

    public NodeProgram {
        holders = List.copyOf(holders);
    }

    public boolean leaks() {
        return form == ProgramForm.LEAKING;
    }

    /** The main file, where {@code folder} is what {@link NodePrograms#unpackTo} filled. */
    public Path mainIn(Path folder) {
        return folder.resolve(pattern).resolve(name).resolve(main);
    }

    @Override
    public String toString() {
        return pattern + "/" + name;
    }
}
