package dev.tidemark.monitor.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the store is. */
public sealed interface StoreLocation {

    /** A folder for an embedded database, made when it is not there. */
    record Embedded(Path folder) implements StoreLocation {}

    /**
     * A database of a PostgreSQL server.
     *
     * @param jdbcUrl {@code jdbc:postgresql://HOST:PORT/DATABASE}, without user and password
     * @param password empty when the server wants none, or when it is in the user's {@code .pgpass}
     */
    record Postgres(String jdbcUrl, Optional<String> user, Optional<String> password)
            implements StoreLocation {
        @Override
        public String toString() {
            return "Postgres[" + jdbcUrl + "]"; // without secrets
        }
    }

    /**
     * The location that a text names: a folder, or {@code postgresql://USER@HOST:PORT/DATABASE}.
     *
     * @param password for the server, when the text has none, as it should
     * @throws StoreException if the URL is none
     */
    static StoreLocation of(String text, Optional<String> password) throws StoreException {
        if (!text.startsWith("postgresql:") && !text.startsWith("postgres:")) {
            return new Embedded(Path.of(text));
        }
        try {
            URI url = new URI(text);
            if (url.getHost() == null || url.getPath().length() < 2) {
                throw new URISyntaxException("", "no host or no database");
            }
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            String[] user =
                    url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
            return new Postgres(
                    "jdbc:postgresql://" + url.getHost() + port + url.getRawPath() + query,
                    user.length == 0 ? Optional.empty() : Optional.of(user[0]),
                    user.length < 2 ? password : Optional.of(user[1]));
        } catch (URISyntaxException e) {
            // Without the text, for it may have a password.
            throw new StoreException(
                    "the store's URL: expected postgresql://USER@HOST:PORT/DATABASE, found %s. Give the password in the environment or in a file."
                            .formatted(e.getReason()),
                    null);
        }
    }
}
