package fr.allomairies.eventlog;

import fr.allomairies.contact.Event;

/// An event with its place in the log. Positions start at 1, rise by 1, and are never given twice.
public record LogEntry(long position, Event event) {}
