package fr.allomairies.contact;

/// How a contact ended.
public enum Outcome {
    HANDLED,
    ABANDONED,
    SELF_SERVED,
    OVERFLOWED,
    CALLBACK,
    FAILED,
    /// A call from a number that does not get through.
    BLOCKED,
    /// A call that ended with its telephone server before anybody had it.
    LOST
}
