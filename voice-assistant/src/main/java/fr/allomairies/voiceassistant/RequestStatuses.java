package fr.allomairies.voiceassistant;

import java.util.Optional;

/// Where requests are known. Whoever lets the machine speak says where that is.
public interface RequestStatuses {

    /// @param number such as `NCA-26-000123`
    Optional<RequestStatus> of(String number);
}
