package fr.allomairies.ticketing;

import fr.allomairies.contact.PhoneNumber;
import java.time.Instant;

/// A caller gave up waiting and has reached nobody since.
///
/// @param since when he first gave up
public record MissedCall(Instant since, PhoneNumber phone) {}
