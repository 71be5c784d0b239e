package fr.allomairies.ticketing;

import java.time.Instant;
import java.util.List;

/// Numbers for those who must tell one before its ticket is opened. Each is given once, to whoever asks; one that no
/// ticket comes to bear is missing in the row, which harms nothing.
public interface TicketNumbers {

    /// @param at when the tickets will have been opened: their year is in the number
    List<String> reserve(int count, Instant at);
}
