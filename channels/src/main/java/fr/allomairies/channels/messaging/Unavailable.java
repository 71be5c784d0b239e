package fr.allomairies.channels.messaging;

/// Something does not go at this moment. The words are ours: nothing of a citizen's or of a secret stands in them.
final class Unavailable extends RuntimeException {

    Unavailable(String what) {
        super(what);
    }
}
