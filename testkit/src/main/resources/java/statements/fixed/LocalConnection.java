package com.example.customers;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** As a driver's: knows its open statements, so that it can close them with itself. */
final class LocalConnection {
    private final List<Statement> statements = new ArrayList<>();

    synchronized Statement createStatement() {
        Statement statement = new LocalStatement(this);
        statements.add(statement);
        return statement;
    }

    synchronized void closed(Statement statement) {
        statements.remove(statement);
    }

    synchronized void close() throws SQLException {
        for (Statement statement : List.copyOf(statements)) {
            statement.close();
        }
    }
}
