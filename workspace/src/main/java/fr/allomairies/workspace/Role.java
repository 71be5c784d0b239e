package fr.allomairies.workspace;

/// What an account may do. Each right stands beside the address that it opens, in the security configuration.
public enum Role {
    /// A téléconseiller: the desk.
    AGENT,
    /// The board, the wall and the reports, and the desk.
    SUPERVISOR,
    /// The administration, and all that a supervisor may.
    ADMINISTRATOR,
    /// Works for one municipal service and sees the tickets of that service alone.
    OFFICER
}
