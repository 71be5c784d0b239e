package fr.allomairies.channels.report;

/// What is wrong with a request, for the app and its user: a status of HTTP and one sentence that names the field.
final class Fault extends Exception {

    private final int code;

    private Fault(int code, String description) {
        super(description);
        this.code = code;
    }

    static Fault badRequest(String description) {
        return new Fault(400, description);
    }

    static Fault forbidden(String description) {
        return new Fault(403, description);
    }

    static Fault notFound(String description) {
        return new Fault(404, description);
    }

    static Fault tooLarge(String description) {
        return new Fault(413, description);
    }

    static Fault tooMany(String description) {
        return new Fault(429, description);
    }

    static Fault notNow(String description) {
        return new Fault(503, description);
    }

    /// The same may be right a while later.
    boolean isPassing() {
        return code >= 500 || code == 429;
    }

    int code() {
        return code;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
