package dev.tidemark.monitor.store;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.monitor.fleet.History.Registered;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.SampleBatch;
import dev.tidemark.monitor.fleet.Watched;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes and their numbers: in memory, and in the table {@code process}. Numbers are given
 * in memory, so that nobody waits; a row of the journal is written together with the processes that
 * it speaks of. Threads: any.
 */
final class Processes {
    private static final String LOAD =
            "SELECT id, service, build, instance, runtime, target, first_millis, last_millis"
                    + " FROM process";
    private static final String SAVE =
            "INSERT INTO process"
                    + " (id, service, build, instance, runtime, target, first_millis, last_millis)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                    + " runtime = excluded.runtime, target = excluded.target,"
                    + " first_millis = excluded.first_millis, last_millis = excluded.last_millis";
    private static final String NEXT = "next_process";

    private final Map<ProcessKey, Integer> numbers = new HashMap<>();
    private final Map<Integer, Known> known = new HashMap<>();
    private Set<Integer> unsaved = new LinkedHashSet<>();
    private int next;

    /** What is known of a process. */
    private static final class Known {
        private Watched watched;
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis = Long.MIN_VALUE;

        Known(Watched watched) {
            this.watched = watched;
        }

        /** Without a reading so far, both times are 0. */
        Registered registered(int number) {
            boolean seen = firstMillis <= lastMillis;
            return new Registered(number, watched, seen ? firstMillis : 0, seen ? lastMillis : 0);
        }

        void seen(long millis) {
            firstMillis = Math.min(firstMillis, millis);
            lastMillis = Math.max(lastMillis, millis);
        }
    }

    /** The number of a process, old or new. */
    synchronized int register(Watched process) {
        Watched storable = storable(process);
        Integer number = numbers.get(storable.key());
        if (number == null) {
            number = next++;
            numbers.put(storable.key(), number);
            known.put(number, new Known(storable));
            unsaved.add(number);
            return number;
        }
        Known of = known.get(number);
        if (of != null && !of.watched.equals(storable)) {
            of.watched = storable;
            unsaved.add(number);
        }
        return number;
    }

    /** Which readings of a batch are of processes that nobody registered. */
    synchronized BitSet unknown(SampleBatch batch) {
        BitSet unknown = new BitSet();
        boolean isKnown = false;
        int number = -1;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.process(i) != number) {
                number = batch.process(i);
                isKnown = known.containsKey(number);
            }
            if (!isKnown) {
                unknown.set(i);
            }
        }
        return unknown;
    }

    /** Notes when readings are from. Processes that nobody registered are left out. */
    synchronized void seen(SampleBatch batch) {
        Known of = null;
        int number = -1;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.process(i) != number) {
                number = batch.process(i);
                of = known.get(number);
            }
            if (of != null) {
                of.seen(batch.epochMillis(i));
            }
        }
    }

    /** Notes when readings that were restored are from. */
    synchronized void seen(int process, long firstMillis, long lastMillis) {
        Known of = known.get(process);
        if (of != null) {
            of.seen(firstMillis);
            of.seen(lastMillis);
        }
    }

    /** Has the times of these processes written with the next row. */
    synchronized void save(Collection<Integer> processes) {
        unsaved.addAll(processes);
    }

    synchronized List<Registered> list() {
        List<Registered> list = new ArrayList<>(known.size());
        known.forEach((number, of) -> list.add(of.registered(number)));
        return list;
    }

    /** Processes whose last reading is older than a time. */
    synchronized List<Integer> lastSeenBefore(long millis) {
        List<Integer> old = new ArrayList<>();
        known.forEach((number, of) -> {
            // One without a reading has just been registered.
            if (of.lastMillis != Long.MIN_VALUE && of.lastMillis < millis) {
                old.add(number);
            }
        });
        return old;
    }

    synchronized void forget(Collection<Integer> processes) {
        for (Integer number : processes) {
            Known of = known.remove(number);
            if (of != null) {
                numbers.remove(of.watched.key());
            }
            unsaved.remove(number);
        }
    }

    /** What has to be written before a row that speaks of it. */
    synchronized List<Registered> takeUnsaved() {
        List<Registered> taken = new ArrayList<>(unsaved.size());
        for (Integer number : unsaved) {
            Known of = known.get(number);
            if (of != null) {
                taken.add(of.registered(number));
            }
        }
        unsaved = new LinkedHashSet<>();
        return taken;
    }

    /** They could not be written. */
    synchronized void notSaved(List<Registered> taken) {
        for (Registered each : taken) {
            unsaved.add(each.process());
        }
    }

    synchronized void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOAD)) {
            while (rows.next()) {
                load(rows);
            }
        }
        // Not one more than the largest: what was forgotten keeps its number.
        next = Math.max(next, (int) Settings.get(connection, NEXT, 0));
    }

    static void write(Connection connection, List<Registered> taken) throws SQLException {
        if (taken.isEmpty()) {
            return;
        }
        int highest = -1;
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            for (Registered each : taken) {
                bind(save, each);
                save.addBatch();
                highest = Math.max(highest, each.process());
            }
            save.executeBatch();
        }
        if (highest >= Settings.get(connection, NEXT, 0)) {
            Settings.put(connection, NEXT, highest + 1L);
        }
    }

    static void delete(Connection connection, Collection<Integer> processes) throws SQLException {
        for (String table : List.of("detector WHERE process", "process WHERE id")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " = ?")) {
                for (Integer number : processes) {
                    delete.setInt(1, number);
                    delete.addBatch();
                }
                delete.executeBatch();
            }
        }
    }

    private void load(ResultSet row) throws SQLException {
        int number = row.getInt(1);
        ProcessKey key = new ProcessKey(row.getString(2), row.getString(3), row.getString(4));
        Watched watched = new Watched(key, RuntimeKind.valueOf(row.getString(5)), row.getString(6));
        Known of = new Known(watched);
        if (row.getLong(8) > 0) {
            of.seen(row.getLong(7));
            of.seen(row.getLong(8));
        }
        numbers.put(key, number);
        known.put(number, of);
        next = Math.max(next, number + 1);
    }

    private static void bind(PreparedStatement save, Registered each) throws SQLException {
        ProcessKey key = each.watched().key();
        save.setInt(1, each.process());
        save.setString(2, key.service());
        save.setString(3, key.build());
        save.setString(4, key.instance());
        save.setString(5, each.watched().runtime().name());
        save.setString(6, each.watched().target());
        save.setLong(7, each.firstMillis());
        save.setLong(8, each.lastMillis());
    }

    private static Watched storable(Watched process) {
        ProcessKey key = process.key();
        ProcessKey storable =
                new ProcessKey(
                        Text.key(key.service()), Text.key(key.build()), Text.key(key.instance()));
        @Nullable String target = process.target();
        return new Watched(storable, process.runtime(), target == null ? null : Text.valid(target));
    }
}
