package fr.allomairies.application.parts;

/// A part without which nothing works could not start. The message is one French sentence for whoever started it: what
/// is wrong, and what to do.
public final class PartFailed extends RuntimeException {

    public PartFailed(String sentence) {
        super(sentence);
    }

    public PartFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
