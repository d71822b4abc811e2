package dev.tidemark.monitor.http;

/** A request that is answered with an error: a status, and one line for a person. */
public final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * @param status 4xx or 5xx
     * @param message says what was expected and found; never a secret
     */
    public HttpFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }
}
