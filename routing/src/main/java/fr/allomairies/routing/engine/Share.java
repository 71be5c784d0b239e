package fr.allomairies.routing.engine;

import java.time.Instant;

/// A contact overflowed to another line: from then on those whom that line asks for may take it as well.
///
/// @param line name of the other line
/// @param step of the contact's own line with which it began
public record Share(String line, Instant at, int step) {}
