package fr.allomairies.channels;

/// The message cannot be understood; trying again will not help. The code is stable and tells the administrator why.
public final class UnreadableMessage extends Exception {

    private final String code;

    public UnreadableMessage(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
