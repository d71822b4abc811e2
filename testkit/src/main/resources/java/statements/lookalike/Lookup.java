package com.example.customers;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A statement for each of fifty shapes of a query is made once and used again. */
final class Lookup {
    private static final int SHAPES = 50;
    private static final Map<Integer, Statement> PREPARED = new ConcurrentHashMap<>();

    private final LocalConnection connection;

    Lookup(LocalConnection connection) {
        this.connection = connection;
    }

    boolean find(String name) throws SQLException {
        int shape = Math.floorMod(name.hashCode(), SHAPES);
        Statement statement =
                PREPARED.computeIfAbsent(shape, key -> connection.createStatement());
        return statement.execute("select * from customers where name = '" + name + "'");
    }
}
