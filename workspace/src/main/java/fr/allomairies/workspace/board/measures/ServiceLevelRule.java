package fr.allomairies.workspace.board.measures;

/// The four ways in which the trade counts its service level; a level is never printed without its rule.
public enum ServiceLevelRule {
    /// answered in time / (answered + abandoned − short abandons)
    A,
    /// answered in time / answered
    B,
    /// (answered in time + abandoned in time) / offered
    C,
    /// answered in time / offered
    D
}
