package fr.allomairies.channels.chat;

/// Why the chat did not take something, for the widget: a status of HTTP, a kebab-case code, a sentence.
final class ChatRefusal extends RuntimeException {

    private final int status;
    private final String code;

    ChatRefusal(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
