package fr.allomairies.workspace.answers;

/// Why something is not done.
///
/// @param code of its words
/// @param what it is about, where the words name it
public record Problem(String code, String what) {

    static final Problem ABBREVIATION_FORM = new Problem("abbreviation-form", "");
    static final Problem ABBREVIATION_TAKEN = new Problem("abbreviation-taken", "");
    static final Problem TOO_MANY = new Problem("too-many", "");
    /// Somebody else was faster.
    static final Problem CHANGED = new Problem("changed", "");
    static final Problem SAME = new Problem("same", "");
    /// Who wrote it does not approve it.
    static final Problem OWN = new Problem("own", "");
    static final Problem NOT_YOURS = new Problem("not-yours", "");
}
