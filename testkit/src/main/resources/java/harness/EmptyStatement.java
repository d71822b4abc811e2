package harness;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLWarning;
import java.sql.Statement;

/** A statement that does nothing, for a driver to extend. */
public class EmptyStatement implements Statement {
    @Override
    public void addBatch(String a) {}

    @Override
    public void cancel() {}

    @Override
    public void clearBatch() {}

    @Override
    public void clearWarnings() {}

    @Override
    public void close() {}

    @Override
    public void closeOnCompletion() {}

    @Override
    public boolean execute(String a, int[] b) {
        return false;
    }

    @Override
    public boolean execute(String a, String[] b) {
        return false;
    }

    @Override
    public boolean execute(String a, int b) {
        return false;
    }

    @Override
    public boolean execute(String a) {
        return false;
    }

    @Override
    public int[] executeBatch() {
        return new int[0];
    }

    @Override
    public ResultSet executeQuery(String a) {
        return null;
    }

    @Override
    public int executeUpdate(String a, int[] b) {
        return 0;
    }

    @Override
    public int executeUpdate(String a, String[] b) {
        return 0;
    }

    @Override
    public int executeUpdate(String a, int b) {
        return 0;
    }

    @Override
    public int executeUpdate(String a) {
        return 0;
    }

    @Override
    public Connection getConnection() {
        return null;
    }

    @Override
    public int getFetchDirection() {
        return 0;
    }

    @Override
    public int getFetchSize() {
        return 0;
    }

    @Override
    public ResultSet getGeneratedKeys() {
        return null;
    }

    @Override
    public int getMaxFieldSize() {
        return 0;
    }

    @Override
    public int getMaxRows() {
        return 0;
    }

    @Override
    public boolean getMoreResults() {
        return false;
    }

    @Override
    public boolean getMoreResults(int a) {
        return false;
    }

    @Override
    public int getQueryTimeout() {
        return 0;
    }

    @Override
    public ResultSet getResultSet() {
        return null;
    }

    @Override
    public int getResultSetConcurrency() {
        return 0;
    }

    @Override
    public int getResultSetHoldability() {
        return 0;
    }

    @Override
    public int getResultSetType() {
        return 0;
    }

    @Override
    public int getUpdateCount() {
        return 0;
    }

    @Override
    public SQLWarning getWarnings() {
        return null;
    }

    @Override
    public boolean isCloseOnCompletion() {
        return false;
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public boolean isPoolable() {
        return false;
    }

    @Override
    public boolean isWrapperFor(Class<?> a) {
        return false;
    }

    @Override
    public void setCursorName(String a) {}

    @Override
    public void setEscapeProcessing(boolean a) {}

    @Override
    public void setFetchDirection(int a) {}

    @Override
    public void setFetchSize(int a) {}

    @Override
    public void setMaxFieldSize(int a) {}

    @Override
    public void setMaxRows(int a) {}

    @Override
    public void setPoolable(boolean a) {}

    @Override
    public void setQueryTimeout(int a) {}

    @Override
    public <T> T unwrap(Class<T> a) {
        return null;
    }
}
