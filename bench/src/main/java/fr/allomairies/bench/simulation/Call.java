package fr.allomairies.bench.simulation;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.SkillNeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who calls.
///
/// @param ahead whether it begins as if it had waited for two minutes
/// @param service how long an agent will be busy with it
/// @param patience after how long in the queue the citizen leaves; absent: never
public record Call(
        ContactId contact,
        Instant at,
        List<SkillNeed> needs,
        boolean ahead,
        Duration service,
        @Nullable Duration patience) {}
