package fr.allomairies.channels.messaging;

/// A message cannot be delivered, and trying again will not help.
final class Refused extends RuntimeException {

    private final String code;

    Refused(String code) {
        super(code);
        this.code = code;
    }

    String code() {
        return code;
    }
}
