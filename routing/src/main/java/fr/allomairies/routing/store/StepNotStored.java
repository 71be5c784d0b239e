package fr.allomairies.routing.store;

/// Another dispatcher has stored a step since this one's engine was made; nothing was stored.
public final class StepNotStored extends RuntimeException {

    StepNotStored(long turn) {
        super("turn " + turn + " is over: another dispatcher has taken it");
    }
}
