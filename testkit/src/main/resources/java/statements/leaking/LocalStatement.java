package com.example.customers;

import harness.EmptyStatement;

final class LocalStatement extends EmptyStatement {
    private final LocalConnection connection;
    private final byte[] rows = new byte[140];
    private volatile boolean closed;

    LocalStatement(LocalConnection connection) {
        this.connection = connection;
    }

    @Override
    public boolean execute(String sql) {
        rows[0] = (byte) sql.length();
        return true;
    }

    @Override
    public void close() {
        closed = true;
        connection.closed(this);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
