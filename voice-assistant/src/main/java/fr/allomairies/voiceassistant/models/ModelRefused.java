package fr.allomairies.voiceassistant.models;

/// A model that is not taken; its message is for the operator, in French.
public final class ModelRefused extends Exception {

    private static final long serialVersionUID = 1;

    ModelRefused(String message) {
        super(message);
    }
}
