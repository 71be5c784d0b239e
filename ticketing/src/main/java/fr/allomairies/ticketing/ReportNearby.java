package fr.allomairies.ticketing;

import java.time.Instant;

/// An open report near a position. It holds nothing that its citizen wrote.
public record ReportNearby(String number, double latitude, double longitude, Instant openedAt) {}
