package fr.allomairies.workspace.answers;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a template leaves open, in braces, for the request that it is inserted in to fill.
public enum Variable {
    CITIZEN("usager"),
    NUMBER("numero"),
    TRACKING("suivi"),
    SUBJECT("sujet"),
    CATEGORY("theme"),
    SERVICE("service"),
    DUE("echeance"),
    SIGNATURE("signature");

    private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}]*)}|[{}]");

    private final String code;

    Variable(String code) {
        this.code = code;
    }

    /// As it stands between the braces.
    public String code() {
        return code;
    }

    /// Not to be told to others who asked for the same.
    boolean isOneCitizens() {
        return switch (this) {
            case CITIZEN, NUMBER, TRACKING, SUBJECT -> true;
            case CATEGORY, SERVICE, DUE, SIGNATURE -> false;
        };
    }

    /// The first that is none, or a brace alone.
    static Optional<String> unknownIn(String text) {
        return IN_BRACES
                .matcher(text)
                .results()
                .filter(found -> Arrays.stream(values()).noneMatch(known -> known.code.equals(found.group(1))))
                .map(found -> found.group())
                .findFirst();
    }
}
