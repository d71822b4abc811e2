package dev.tidemark.capture;

/**
 * Who we are to a JMX server that asks.
 *
 * @param user role or user name
 * @param password in clear; it is never printed
 */
public record JmxLogin(String user, String password) {
    @Override
    public String toString() {
        return user;
    }
}
