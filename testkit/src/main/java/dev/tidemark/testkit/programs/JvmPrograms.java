package dev.tidemark.testkit.programs;

import dev.tidemark.testkit.programs.JvmProgram.Holder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All sample programs for the JVM, in three forms each. The programs of one form are compiled
 * together, so that one process can run several of them.
 */
public final class JvmPrograms {
    /** The oldest JVM that they run on. */
    public static final int RELEASE = 17;

    private static final String ROOT = "java";
    private static final String MAIN = "harness.Server";

    private static final List<JvmProgram> ALL = new ArrayList<>();

    static {
        pattern(
                "collections",
                "quotes.Quotes",
                new Holder("QuoteCache.BY_CUSTOMER", "unbounded-collection"),
                new Holder("visits", "unbounded-collection"));
        pattern("threadlocals", "tracing.Tracing", new Holder("Traced.OPEN", "thread-local"));
        pattern("listeners", "prices.Portfolios", new Holder("listeners", "listeners"));
        pattern(
                "queues",
                "audit.Audit",
                new Holder("pending", "undrained-queue"),
                new Holder("outbox", "executor-queue"));
        pattern("futures", "requests.Requests", new Holder("stopped", "pending-future"));
        pattern(
                "outers",
                "reports.Reports",
                new Holder("Archive.LINES", "captured-outer"),
                new Holder("Archive.CHARTS", "captured-outer"));
        pattern(
                "keys",
                "carts.Carts",
                new Holder("Carts.STOCK", "broken-keys"),
                new Holder("Carts.REGIONS", "broken-keys"),
                new Holder("open", "broken-keys"));
        pattern(
                "weakmaps",
                "sessions.Sessions",
                new Holder("Sessions.PREFERENCES", "weak-map-value"));
        pattern("buffers", "uploads.Uploads", new Holder("free", "direct-buffers"));
        pattern(
                "loaders",
                "plugins.Host",
                new Holder("Gauges.ALL", "class-loaders"),
                new Holder("reminder", "class-loaders"));
        pattern("generated", "pricing.Pricing", new Holder("AppClassLoader", "generated-classes"));
        pattern(
                "schedules",
                "bookings.Bookings",
                new Holder("expiring", "scheduled-tasks"),
                new Holder("polling", "scheduled-tasks"),
                new Holder("reminders", "timer-tasks"));
        pattern(
                "threads",
                "deliveries.Deliveries",
                new Holder("courier-", "blocked-threads"),
                new Holder("billing", "abandoned-executors"));
        pattern("contexts", "accounts.Accounts", new Holder("LogContext.VALUES", "thread-context"));
        pattern(
                "exits",
                "exports.Exports",
                new Holder("ApplicationShutdownHooks.hooks", "shutdown-hooks"),
                new Holder("DeleteOnExitHook.files", "delete-on-exit"));
        pattern("beans", "channels.Channels", new Holder("platformMBeanServer", "jmx-beans"));
        pattern("meters", "orders.Orders", new Holder("Meters.GLOBAL", "metric-tags"));
        pattern("interning", "parsing.Parser", new Holder("Names.POOL", "intern-pool"));
        pattern("deadrefs", "gallery.Gallery", new Holder("known", "dead-references"));
        pattern(
                "finalizers",
                "drawings.Drawings",
                new Holder("java.lang.ref.Finalizer", "finalizer-queue"));
        pattern("cleaners", "scans.Scans", new Holder("Scanners.CLEANER", "cleaners"));
        pattern("statements", "customers.Customers", new Holder("statements", "jdbc-unclosed"));
        pattern(
                "resources",
                "imports.Imports",
                new Holder("inputs", "open-resources"),
                new Holder("inflaters", "open-resources"));
        pattern("mapped", "tables.Tables", new Holder("segments : ", "mapped-buffers"));
        pattern(
                "views",
                "messages.Messages",
                new Holder("peaks", "small-views"),
                new Holder("headers", "small-views"));
        pattern(
                "failures",
                "transfers.Transfers",
                new Holder("failures", "kept-exceptions"),
                new Holder("Retries.GAVE_UP", "kept-exceptions"));
        pattern("logs", "batches.Batches", new Holder("BatchLog.LOGGER", "log-handlers"));
        pattern(
                "texts",
                "journal.Journal",
                new Holder("Trail.TEXT", "growing-text"),
                new Holder("Trail.RAW", "growing-text"));
        pattern(
                "observers",
                "screens.Screens",
                new Holder("changes", "listeners"),
                new Holder("saves", "listeners"));
        patternSince(21, "virtuals", "chats.Chats", new Holder("virtual", "virtual-threads"));
        pattern("softs", "maps.Maps", new Holder("drawn", "soft-caches"));
        pattern("temporaries", "backups.Backups", new Holder("writer", "temporary-buffers"));
        pattern(
                "clients",
                "rates.Rates",
                new Holder("bySession", "unclosed-clients"),
                new Holder("HttpClient-", "unclosed-clients"));
    }

    private JvmPrograms() {}

    private static void pattern(String pattern, String service, Holder... holders) {
        patternSince(RELEASE, pattern, service, holders);
    }

    private static void patternSince(int jvm, String pattern, String service, Holder... holders) {
        String main = "com.example." + service;
        ALL.add(new JvmProgram(pattern, ProgramForm.LEAKING, jvm, main, List.of(holders)));
        ALL.add(new JvmProgram(pattern, ProgramForm.FIXED, jvm, main, List.of()));
        ALL.add(new JvmProgram(pattern, ProgramForm.LOOKALIKE, jvm, main, List.of()));
    }

    /** The programs of one form, in the same order for each. */
    public static List<JvmProgram> of(ProgramForm form) {
        return ALL.stream().filter(program -> program.form() == form).toList();
    }

    /**
     * Compiles the programs of one form with their harness, with debugging information.
     *
     * @param folder to write to; empty
     * @return the folder to put on the class path
     */
    public static Path compile(ProgramForm form, Path folder) {
        ProgramFiles.unpack(ROOT + "/harness", folder.resolve("harness"));
        of(form).stream()
                .map(JvmProgram::pattern)
                .forEach(pattern -> {
                    String from = "%s/%s/%s".formatted(ROOT, pattern, form.folder());
                    ProgramFiles.unpack(from, folder.resolve(pattern));
                });
        Path classes = folder.resolve("classes");
        JvmRuntime.compile(sources(folder), classes, RELEASE);
        return classes;
    }

    private static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The words after {@code java} and its flags that run some programs in one process, which obeys
     * {@code step} and {@code dump FILE}.
     *
     * @param classes what {@link #compile} gave
     */
    public static List<String> arguments(Path classes, List<JvmProgram> programs) {
        List<String> words = new ArrayList<>(List.of("-cp", classes.toString(), MAIN));
        programs.forEach(program -> words.add(program.service()));
        return words;
    }

    /** The environment in which a program of this process ends with it. */
    public static Map<String, String> environment() {
        return Map.of("PORT", "0", "EXIT_WITH_STDIN", "1");
    }
}
