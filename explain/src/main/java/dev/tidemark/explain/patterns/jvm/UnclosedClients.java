package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.explain.patterns.Match;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.JvmThread;
import dev.tidemark.model.Finding.Fix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Clients, or anything else that has a thread or a selector of its own, made for each operation and
 * not closed.
 */
final class UnclosedClients implements JvmPattern {
    private static final String SELECTOR = "java.nio.channels.spi.AbstractSelector";

    /** What a client is made of lies in its fields, or in fields of those. */
    private static final int NEAR = 64;

    /** Fewer than this are the clients of a program. */
    private static final int FEW = 5;

    @Override
    public String id() {
        return "unclosed-clients";
    }

    @Override
    public Optional<Match> match(JvmSuspect suspect) {
        boolean threads = suspect.mostEntries(entry -> suspect.isA(entry, Threads.THREAD));
        Set<Integer> own = new HashSet<>();
        for (int entry : suspect.entries()) {
            (threads ? selectorOfLoop(suspect, entry) : engine(suspect, entry)).ifPresent(own::add);
        }
        return own.size() < FEW || 2 * own.size() <= suspect.entries().size()
                ? Optional.empty()
                : Optional.of(threads ? loops(suspect, own.size()) : clients(suspect, own));
    }

    /** The selector in which a thread waits, if it is one of its own or of what it runs. */
    private static OptionalInt selectorOfLoop(JvmSuspect suspect, int thread) {
        boolean selects = Threads.of(suspect, thread).filter(UnclosedClients::selects).isPresent();
        OptionalInt task = Threads.task(suspect, thread);
        return selects ? selector(suspect, task.orElse(thread)) : OptionalInt.empty();
    }

    private static boolean selects(JvmThread thread) {
        return thread.frames().stream()
                .anyMatch(frame ->
                        frame.className().startsWith("sun.nio.ch.")
                                && frame.className().endsWith("SelectorImpl"));
    }

    private static OptionalInt selector(JvmSuspect suspect, int object) {
        return new Reach(suspect.heap(), NEAR)
                .nearest(object, at -> suspect.isA(at, SELECTOR) && isOpen(suspect, at));
    }

    private static boolean isOpen(JvmSuspect suspect, int selector) {
        return suspect.number(selector, "closed") == 0;
    }

    /** The open selector of an object, or the thread that runs for it. */
    private static OptionalInt engine(JvmSuspect suspect, int entry) {
        OptionalInt selector = selector(suspect, entry);
        return selector.isPresent() ? selector : ownThread(suspect, entry);
    }

    private static OptionalInt ownThread(JvmSuspect suspect, int entry) {
        return new Reach(suspect.heap(), NEAR)
                .all(entry, part -> isRunning(suspect, part)).stream()
                        .mapToInt(Integer::intValue)
                        .filter(thread -> isKnownTo(suspect, thread))
                        .findFirst();
    }

    private static boolean isRunning(JvmSuspect suspect, int object) {
        return suspect.isA(object, Threads.THREAD) && Threads.of(suspect, object).isPresent();
    }

    /** Whether what a thread runs, or runs for, refers to the thread: to be able to stop it. */
    private static boolean isKnownTo(JvmSuspect suspect, int thread) {
        int work = Threads.task(suspect, thread).orElse(thread);
        List<Integer> users = new ArrayList<>(List.of(work));
        users.addAll(targets(suspect, work));
        return users.stream()
                .filter(user -> !suspect.className(user).startsWith("java.lang."))
                .anyMatch(user -> targets(suspect, user).contains(thread));
    }

    private static Set<Integer> targets(JvmSuspect suspect, int object) {
        JvmHeap heap = suspect.heap();
        Set<Integer> targets = new HashSet<>();
        long end = Math.min(heap.firstReference(object + 1), heap.firstReference(object) + NEAR);
        for (long at = heap.firstReference(object); at < end; at++) {
            if (heap.retains(at)) {
                targets.add(heap.target(at));
            }
        }
        return targets;
    }

    private static Match loops(JvmSuspect suspect, int clients) {
        String thread = ClassNames.spoken(suspect.className(suspect.entries().getLast()));
        return new Match(
                "clients are made again and again and not closed: each has a thread of its own",
                List.of(
                        "the %d threads looked at (%s) wait in %d selectors, one for each"
                                .formatted(suspect.entries().size(), thread, clients),
                        "a thread that runs is never collected, nor the client that it runs for"),
                List.of(),
                null,
                fix(suspect, "Client"));
    }

    private static Match clients(JvmSuspect suspect, Set<Integer> own) {
        String type = publicName(suspect);
        boolean threads = own.stream().anyMatch(one -> suspect.isA(one, Threads.THREAD));
        return new Match(
                "%s pile up in %s, each with a%s of its own"
                        .formatted(
                                type,
                                suspect.holderName(),
                                threads ? " running thread" : "n open selector"),
                List.of(
                        "%d %s were found in the %d that were looked at: none is shared"
                                .formatted(
                                        own.size(),
                                        threads ? "threads" : "selectors",
                                        suspect.entries().size()),
                        "each takes a thread with its stack, or descriptors of the system, besides"
                                + " its memory"),
                List.of(),
                null,
                fix(suspect, type));
    }

    /** What a person calls an entry: of the JDK's own classes that which can be used. */
    private static String publicName(JvmSuspect suspect) {
        JvmHeap heap = suspect.heap();
        int first = heap.typeOf(suspect.entries().getLast());
        OptionalInt type = OptionalInt.of(first);
        while (type.isPresent() && isInternal(heap.typeName(type.getAsInt()))) {
            type = heap.superType(type.getAsInt());
        }
        String name = heap.typeName(type.orElse(first));
        return name.equals("java.lang.Object") ? suspect.entryName() : ClassNames.spoken(name);
    }

    private static boolean isInternal(String className) {
        return className.startsWith("jdk.") || className.startsWith("sun.");
    }

    private static Fix fix(JvmSuspect suspect, String spoken) {
        String type = ClassNames.typeToWrite(spoken, "Client");
        return Fix.of(
                        "Make one for the program, or one for each of a fixed number of servers, and use"
                                + " it for all operations; or close each where its work ends.")
                .before("%s.put(id, new%s());".formatted(suspect.variable("clients"), type))
                .after(
                        """
                        private static final %1$s CLIENT = new%1$s();
                        // for each operation:
                        CLIENT.send(request);
                        // or one that ends with its operation:
                        try (%1$s client = new%1$s()) {
                            client.send(request);
                        }\
                        """
                                .formatted(type))
                .trap(
                        "java.net.http.HttpClient has close() from Java 21 on; before that it ends only"
                                + " when nothing refers to it. And to drop the last reference ends no"
                                + " client whose thread refers to it.")
                .verify(suspect.verify() + " jcmd PID Thread.print lists the threads.");
    }
}
