package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Statements, result sets and connections of JDBC that are not closed. A dump does not tell what
 * interfaces a class has, so a driver's classes are known by the words that all drivers use.
 */
final class UnclosedStatements implements JvmPattern {
    /** What any program that works with JDBC has loaded. */
    private static final String JDBC = "java.sql.Statement";

    private enum Kind {
        STATEMENT("Statement"),
        RESULT_SET("ResultSet"),
        CONNECTION("Connection");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** {@code JdbcPreparedStatement}, {@code StatementImpl}, {@code PGResultSet}. */
        static Optional<Kind> of(String className) {
            String simple = className.substring(className.lastIndexOf('.') + 1);
            String name =
                    simple.endsWith("Impl") ? simple.substring(0, simple.length() - 4) : simple;
            for (Kind kind : values()) {
                if (name.endsWith(kind.word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    private static final List<String> CLOSED = List.of("closed", "isClosed", "is_closed");

    @Override
    public String id() {
        return "jdbc-unclosed";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        if (suspect.entries().isEmpty()) {
            return Optional.empty();
        }
        String type = suspect.className(suspect.entries().getLast());
        Optional<Kind> kind = Kind.of(type);
        if (kind.isEmpty() || !isOfDriver(suspect.heap(), type)) {
            return Optional.empty();
        }
        long closed = suspect.countEntries(entry -> isClosed(suspect, entry));
        return 2 * closed > suspect.entries().size()
                ? Optional.empty()
                : Optional.of(unclosed(suspect, kind.get(), closed));
    }

    /** A driver's package has several of the kinds; a program's BankStatement stands alone. */
    private static boolean isOfDriver(JvmHeap heap, String className) {
        String home = packageOf(className);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        boolean usesJdbc = false;
        for (int type = 0; type < heap.typeCount(); type++) {
            String name = heap.typeName(type);
            usesJdbc |= name.equals(JDBC);
            if (packageOf(name).equals(home)) {
                Kind.of(name).ifPresent(kinds::add);
            }
        }
        return usesJdbc && kinds.size() > 1;
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    private static boolean isClosed(JvmSuspect suspect, int entry) {
        return CLOSED.stream().anyMatch(field -> suspect.number(entry, field) == 1);
    }

    private static Match unclosed(JvmSuspect suspect, Kind kind, long closed) {
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        evidence.add(
                "a connection knows its statements, and a statement its result sets, until they are"
                        + " closed: with a pool, connections are not closed but given back");
        if (closed > 0) {
            against.add("%d of %d are closed".formatted(closed, suspect.entries().size()));
        }
        return new Match(
                "%s in %s are not closed".formatted(suspect.entryName(), suspect.holderName()),
                evidence,
                against,
                null,
                fix(suspect, kind));
    }

    private static Fix fix(JvmSuspect suspect, Kind kind) {
        String made =
                switch (kind) {
                    case STATEMENT ->
                            "PreparedStatement statement = connection.prepareStatement(sql)";
                    case RESULT_SET -> "ResultSet rows = statement.executeQuery()";
                    case CONNECTION -> "Connection connection = dataSource.getConnection()";
                };
        return Fix.of("Open each in a try with resources, innermost last: it closes in any case.")
                .before(made + ";")
                .after(
                        """
                        try (%s) {
                            // ... all work with it
                        }\
                        """
                                .formatted(made))
                .trap(
                        kind == Kind.STATEMENT
                                ? "Closing the connection of a pool closes its statements only if the"
                                        + " pool does that; and what runs in a loop needs its try"
                                        + " inside of the loop."
                                : "A method that returns what it opened hands on the duty to close it:"
                                        + " return the rows as values instead.")
                .verify(suspect.verify());
    }
}
