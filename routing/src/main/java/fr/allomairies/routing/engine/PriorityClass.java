package fr.allomairies.routing.engine;

import java.time.Duration;

/// How the score of a contact grows, in minutes:
///
/// > score = priority + min(cap, slope × waited) + urgency × time within the last `urgentWithin` before it is due
///
/// Rates are in hundredths, so that all arithmetic is exact.
///
/// @param slope minutes of score for each minute waited, in hundredths, 0 to 1000
/// @param priority head start in minutes
/// @param cap most minutes that waiting can bring
/// @param urgency minutes of score for each minute of [#urgentWithin()], in hundredths, 0 to 1000
/// @param urgentWithin how long before its due time a contact begins to be urgent
/// @param maximumWait after which whoever works on the channel may take the contact
public record PriorityClass(
        String code, int slope, int priority, int cap, int urgency, Duration urgentWithin, Duration maximumWait) {}
