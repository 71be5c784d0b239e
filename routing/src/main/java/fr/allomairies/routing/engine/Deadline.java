package fr.allomairies.routing.engine;

/// What the clock ends or changes, in the order in which it is carried out at the same instant.
enum Deadline {
    EXCLUSION,
    STEP,
    WRAP_UP,
    LEASE,
    CONSULT,
    OVERFLOW
}
