package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The numbers by which the city is called. What is said of them holds from the next call on. Safe for many threads.
public interface CityNumbers {

    /// How far [#unknown] looks back.
    Duration LATELY = Duration.ofDays(7);

    /// By name; the main one among them, also when nothing was said of it.
    List<CityNumber> all();

    /// However it is written; empty for one of which nothing was said.
    Optional<CityNumber> find(String number);

    /// Newest first.
    List<Change> history(int limit);

    /// Refused with `number-malformed`, `name-form`, `language-unknown`, `hours-malformed` and `closures-malformed`.
    Optional<Refusal> put(CityNumber number, AgentId by);

    /// Its callers meet with the general welcome then. Refused with `number-unknown` when nothing was said of it.
    Optional<Refusal> remove(String number, AgentId by);

    /// Numbers that were called lately and of which nothing was said: their callers met with the general
    /// welcome. The latest first, each with all calls that it had.
    List<Unknown> unknown();

    /// @param removed nothing is said of it any more; `what` is what was said last
    record Change(CityNumber what, boolean removed, Instant at, AgentId by) {}

    record Unknown(String number, int calls, Instant last) {}
}
