package fr.allomairies.contact;

/// Whose an outside number is. It stands in the log in place of the number.
public enum OutsideKind {
    /// A service of the city on a line of its own.
    SERVICE,
    /// The town hall of another commune.
    TOWN_HALL,
    POLICE,
    /// A service of the State.
    STATE,
    /// Who works for the city or with it: water, transport, an association.
    PARTNER,
    /// Any other, such as one that was typed.
    OTHER
}
