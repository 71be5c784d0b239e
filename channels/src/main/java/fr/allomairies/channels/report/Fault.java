package fr.allomairies.channels.report;

/// What is wrong with a request, for the app and its user: a status of HTTP and one sentence that names the field.
final class Fault extends Exception {

    private final int code;
    private final boolean stored;

    private Fault(int code, String description) {
        this(code, description, false);
    }

    private Fault(int code, String description, boolean stored) {
        super(description);
        this.code = code;
        this.stored = stored;
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

    static Fault notNow(String description) {
        return new Fault(503, description);
    }

    /// Somebody of ours must look at it.
    static Fault setAside(String reason) {
        return new Fault(503, "the report was set aside: " + reason, true);
    }

    /// It is kept, and will be the same however often it is sent.
    boolean isStored() {
        return stored;
    }

    /// The same may be right a while later.
    boolean isPassing() {
        return code >= 500;
    }

    int code() {
        return code;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
