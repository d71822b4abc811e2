package com.example.customers;

import java.sql.SQLException;
import java.sql.Statement;

final class Lookup {
    private final LocalConnection connection;

    Lookup(LocalConnection connection) {
        this.connection = connection;
    }

    boolean find(String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("select * from customers where name = '" + name + "'");
        }
    }
}
