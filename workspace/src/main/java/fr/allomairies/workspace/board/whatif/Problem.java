package fr.allomairies.workspace.board.whatif;

/// What is wrong with a question.
///
/// @param code of the message, which may show the value
/// @param place the part of the form
/// @param line of that part, from 1; 0 for a part of one line
/// @param value as it was typed
record Problem(String code, Place place, int line, String value) {

    enum Place {
        DAY,
        RULES,
        SKILLS,
        PRESENCES,
        ADDED,
        TABLE
    }

    static Problem of(String code, Place place) {
        return new Problem(code, place, 0, "");
    }
}
