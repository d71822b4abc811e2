package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Beans that are registered with a server of JMX for each operation, and never taken off it. */
final class JmxBeans implements JvmPattern {
    /** What a server keeps for each bean. */
    private static final String NAMED = "com.sun.jmx.mbeanserver.NamedObject";

    @Override
    public String id() {
        return "jmx-beans";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        return suspect.mostEntries(entry -> suspect.isA(entry, NAMED))
                ? Optional.of(beans(suspect))
                : Optional.empty();
    }

    private static Match beans(JvmSuspect suspect) {
        String type = type(suspect, suspect.entries().getLast());
        return new Match(
                "%s are registered as MBeans and never unregistered".formatted(type),
                List.of(
                        "the server holds each bean by its name until it is taken off",
                        "each was registered under a name of its own: had a name come again, the"
                                + " server would have refused it"),
                List.of(),
                null,
                Fix.of("Unregister the bean where its subject ends.")
                        .before("server.registerMBean(bean, name);")
                        .after(
                                """
                                server.registerMBean(bean, name);
                                try {
                                    // ... as long as the subject lives
                                } finally {
                                    server.unregisterMBean(name);
                                }\
                                """)
                        .trap(
                                "unregisterMBean needs an equal name: keep the ObjectName, because one"
                                        + " that is built again from values that have changed finds"
                                        + " nothing.")
                        .verify(
                                "MBeanServer.getMBeanCount() must be the same after each round of the"
                                        + " same work."));
    }

    /** The class of the program's own object behind what the server made of it. */
    private static String type(JvmSuspect suspect, int named) {
        OptionalInt bean = suspect.follow(named, "object");
        OptionalInt resource = bean.isEmpty() ? bean : suspect.follow(bean.getAsInt(), "resource");
        OptionalInt shown = resource.isPresent() ? resource : bean;
        return shown.isEmpty() ? "objects" : ClassNames.spoken(suspect.className(shown.getAsInt()));
    }
}
