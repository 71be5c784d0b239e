package fr.allomairies.eventlog;

import fr.allomairies.contact.Event;

/// An event with its place in the log. Positions start at 1, rise, and are never given twice; some are
/// never given at all.
public record LogEntry(long position, Event event) {}
