package fr.allomairies.channels;

import java.time.Instant;
import java.util.Optional;

/// Reports of which the number was told and the ticket is yet to be opened.
public interface AcceptedReports {

    /// When the report was accepted. Of one that has its ticket, the ticket is asked first.
    ///
    /// @param number as people write it
    Optional<Instant> since(String number);
}
