package fr.allomairies.ticketing;

import java.time.Instant;

/// Where an open request says that it is.
public record ReportedPlace(String number, String address, Instant openedAt) {}
