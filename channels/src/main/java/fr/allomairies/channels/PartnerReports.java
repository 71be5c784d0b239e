package fr.allomairies.channels;

import fr.allomairies.contact.Refusal;
import java.util.Map;
import java.util.Optional;

/// The door by which reports come in that partners deliver otherwise than over HTTP, checked as those are.
public interface PartnerReports {

    /// When this returns empty, the report is stored and cannot be lost, be it set aside later. The same key of the
    /// same
    /// partner again is the same report. What it throws is passing: deliver again.
    ///
    /// @param form the parameters of Open311's `POST requests`, `api_key` included
    /// @return why it can never be taken
    Optional<Refusal> file(Map<String, String> form, String key);
}
