package fr.allomairies.contact;

import java.time.Instant;

/// One line of the log: something that happened, named in the past tense. Time travels in the event.
///
/// Events carry ids, codes and measures, never personal data: what a citizen said or who he is stays in the tables
/// of the module that owns it, where it can be erased.
public sealed interface Event
        permits ContactEvent,
                AgentEvent,
                TicketEvent,
                IntakeEvent,
                SteeringEvent,
                RecordingEvent,
                ListeningEvent,
                PrivacyEvent,
                AccessEvent {

    Instant at();
}
