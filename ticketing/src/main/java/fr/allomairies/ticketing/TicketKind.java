package fr.allomairies.ticketing;

/// The nature of a request.
public enum TicketKind {
    REPORT,
    QUESTION,
    COMPLAINT,
    SUGGESTION,
    CONGRATULATION
}
