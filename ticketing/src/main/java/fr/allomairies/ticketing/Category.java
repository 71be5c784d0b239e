package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;

/// A node of the catalogue, with what it decides.
///
/// @param targetWorkingDays the promise to the citizen, in working days
/// @param active may be chosen; what is no longer chosen keeps its name for the requests of before
public record Category(
        CategoryCode code,
        TicketKind kind,
        String labelFr,
        String labelEn,
        ServiceCode service,
        Skill skill,
        boolean urgentPossible,
        int targetWorkingDays,
        boolean active) {

    /// @param language as a two-letter code; any other than English is answered in French
    public String label(String language) {
        return language.equals("en") ? labelEn : labelFr;
    }
}
