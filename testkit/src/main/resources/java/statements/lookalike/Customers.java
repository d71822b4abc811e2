package com.example.customers;

import harness.Service;
import java.sql.SQLException;

/** Asks a database, over one connection that is kept open. */
public final class Customers implements Service {
    private final LocalConnection connection = new LocalConnection();

    @Override
    public Object handle(int number) throws SQLException {
        return new Lookup(connection).find("customer-" + number);
    }
}
