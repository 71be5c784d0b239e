package fr.allomairies.telephony;

import java.util.Optional;

/// The assistant that answers calls, for whoever tells how the parts are.
public interface AnsweringAssistant {

    /// What it can do now; empty where the city does not want that it answers.
    Optional<String> status();
}
