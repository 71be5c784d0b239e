package fr.allomairies.ticketing;

/// What an agent may take away from a ticket again, because it was noted wrongly. The citizen's name is none of them:
/// his other tickets carry it too.
public enum Detail {
    EMAIL,
    PHONE,
    /// The written one; coordinates stay.
    ADDRESS
}
