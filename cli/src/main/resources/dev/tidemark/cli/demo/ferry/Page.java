package ferry;

/** What is answered. */
record Page(int status, String text) {
    static Page ok(String text) {
        return new Page(200, text + "\n");
    }

    static Page notFound(String what) {
        return new Page(404, "not found: " + what + "\n");
    }
}
