package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.OutsideKind;
import fr.allomairies.contact.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The agents' address book of outside numbers. Safe for many threads.
public interface OutsideNumbers {

    /// By name.
    List<OutsideNumber> all();

    /// However it is written; empty for one that does not stand there.
    Optional<OutsideNumber> find(String number);

    /// As people write it.
    String written(OutsideNumber number);

    /// Newest first.
    List<Change> history(int limit);

    /// The same number again takes the place of what stood there. Refused with `number-invalid`,
    /// `number-premium` and `number-abroad` (see [OutwardSettings]), and with `name-form`.
    Optional<Refusal> put(String number, String name, OutsideKind kind, AgentId by);

    /// Refused with `number-unknown` when it does not stand there.
    Optional<Refusal> remove(String number, AgentId by);

    /// @param removed it does not stand there any more; `what` is what was said last
    record Change(OutsideNumber what, boolean removed, Instant at, AgentId by) {}
}
