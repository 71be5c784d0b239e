package fr.allomairies.workspace.board.alerts;

import java.util.Optional;

/// Of what a figure is: everything, a channel, or a skill. Written `all`, `channel:CODE`, `skill:CODE`.
record Scope(Kind kind, String code) {

    static final Scope ALL = new Scope(Kind.ALL, "");

    enum Kind {
        ALL,
        CHANNEL,
        SKILL
    }

    static Optional<Scope> of(String written) {
        if (written.equals("all")) {
            return Optional.of(ALL);
        }
        if (!written.matches("(channel|skill):[a-z0-9][a-z0-9.-]{0,59}")) {
            return Optional.empty();
        }
        var colon = written.indexOf(':');
        var kind = written.startsWith("channel") ? Kind.CHANNEL : Kind.SKILL;
        return Optional.of(new Scope(kind, written.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ALL -> "all";
            case CHANNEL -> "channel:" + code;
            case SKILL -> "skill:" + code;
        };
    }
}
