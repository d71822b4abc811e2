package dev.tidemark.testkit.programs;

import java.util.List;

/**
 * A sample program for the JVM: a service whose every call is one operation, as its developer would
 * write it.
 *
 * @param pattern what it is about, such as {@code listeners}
 * @param since the oldest JVM on which there is something to see
 * @param service its main class, for the harness
 * @param holders what accumulates; empty unless it leaks
 */
public record JvmProgram(
        String pattern, ProgramForm form, int since, String service, List<Holder> holders) {

    /**
     * Where a leaking program keeps what accumulates.
     *
     * @param name the field, as {@code Class.field} without the package
     * @param pattern the id of the pattern in reports
     */
    public record Holder(String name, String pattern) {}

    public JvmProgram {
        holders = List.copyOf(holders);
    }

    @Override
    public String toString() {
        return pattern + "/" + form.folder();
    }
}
