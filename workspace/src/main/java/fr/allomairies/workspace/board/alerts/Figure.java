package fr.allomairies.workspace.board.alerts;

import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.board.BoardState;
import fr.allomairies.workspace.board.BoardState.Channel;
import fr.allomairies.workspace.board.BoardState.SkillLine;
import fr.allomairies.workspace.board.measures.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a rule may look at: figures that the board shows, taken from what it shows, and whether the line gets through
/// to itself, and is there at all.
enum Figure {
    WAITING(Unit.COUNT, Scope.Kind.ALL, Scope.Kind.CHANNEL, Scope.Kind.SKILL),
    LONGEST_WAIT(Unit.SECONDS, Scope.Kind.ALL, Scope.Kind.CHANNEL, Scope.Kind.SKILL),
    ABANDONED(Unit.COUNT, Scope.Kind.ALL, Scope.Kind.CHANNEL),
    ABANDONMENT_RATE(Unit.SHARE, Scope.Kind.ALL, Scope.Kind.CHANNEL),
    SERVICE_LEVEL(Unit.SHARE, Scope.Kind.ALL, Scope.Kind.CHANNEL),
    ANSWER_RATE(Unit.SHARE, Scope.Kind.ALL, Scope.Kind.CHANNEL),
    AVERAGE_WAIT(Unit.SECONDS, Scope.Kind.ALL, Scope.Kind.CHANNEL),
    AVAILABLE(Unit.COUNT, Scope.Kind.ALL, Scope.Kind.SKILL),
    SIGNED_IN(Unit.COUNT, Scope.Kind.ALL, Scope.Kind.SKILL),
    SELF_CALLS_FAILED(Unit.COUNT, Scope.Kind.ALL),
    APPOINTMENTS_MISSED(Unit.COUNT, Scope.Kind.ALL),
    SERVERS_AWAY(Unit.COUNT, Scope.Kind.ALL);

    enum Unit {
        COUNT,
        SECONDS,
        SHARE
    }

    private final Unit unit;
    private final Set<Scope.Kind> scopes;

    Figure(Unit unit, Scope.Kind... scopes) {
        this.unit = unit;
        this.scopes = EnumSet.copyOf(Arrays.asList(scopes));
    }

    Unit unit() {
        return unit;
    }

    boolean isOf(Scope scope) {
        return scopes.contains(scope.kind());
    }

    static Optional<Figure> named(String name) {
        return Arrays.stream(values())
                .filter(figure -> figure.name().equals(name))
                .findFirst();
    }

    /// @param atLeast a rate says nothing before so many contacts have come
    /// @return absent where there is nothing to divide by, and nobody who waits
    @Nullable
    Double of(BoardState board, Scope scope, Instant now, int atLeast, Beside beside) {
        return switch (this) {
            case WAITING -> (double) waiting(board, scope);
            case LONGEST_WAIT -> seconds(oldest(board, scope), now);
            case ABANDONED ->
                (double) figures(board, scope).map(Figures::abandoned).orElse(0);
            case ABANDONMENT_RATE -> rate(board, scope, Figures::abandonmentRate, atLeast);
            case SERVICE_LEVEL -> rate(board, scope, Figures::serviceLevel, atLeast);
            case ANSWER_RATE -> rate(board, scope, Figures::answerRate, atLeast);
            case AVERAGE_WAIT -> rate(board, scope, Figures::averageWait, atLeast);
            case AVAILABLE -> (double) available(board, scope);
            case SIGNED_IN -> (double) signedIn(board, scope);
            case SELF_CALLS_FAILED -> number(beside.selfCalls().failedInARow());
            case APPOINTMENTS_MISSED -> (double) beside.appointments().missed();
            case SERVERS_AWAY ->
                (double) beside.telephony().status().servers().stream()
                        .filter(server -> !server.up())
                        .count();
        };
    }

    private static @Nullable Double number(OptionalInt count) {
        return count.isEmpty() ? null : (double) count.getAsInt();
    }

    private static int waiting(BoardState board, Scope scope) {
        return switch (scope.kind()) {
            case ALL -> board.waitingInAll();
            case CHANNEL -> channel(board, scope).map(Channel::waiting).orElse(0);
            case SKILL -> skill(board, scope).map(SkillLine::waiting).orElse(0);
        };
    }

    private static @Nullable Instant oldest(BoardState board, Scope scope) {
        return switch (scope.kind()) {
            case ALL ->
                board.channels().stream()
                        .map(Channel::oldest)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null);
            case CHANNEL -> channel(board, scope).map(Channel::oldest).orElse(null);
            case SKILL -> skill(board, scope).map(SkillLine::oldest).orElse(null);
        };
    }

    private static int available(BoardState board, Scope scope) {
        return scope.kind() == Scope.Kind.SKILL
                ? skill(board, scope).map(SkillLine::available).orElse(0)
                : board.states().getOrDefault(AgentState.AVAILABLE, 0);
    }

    private static int signedIn(BoardState board, Scope scope) {
        return scope.kind() == Scope.Kind.SKILL
                ? skill(board, scope).map(SkillLine::signedIn).orElse(0)
                : board.agents().size();
    }

    private static @Nullable Double rate(
            BoardState board, Scope scope, Function<Figures, @Nullable Double> measure, int atLeast) {
        var figures = figures(board, scope);
        return figures.isPresent() && figures.get().offered() >= atLeast ? measure.apply(figures.get()) : null;
    }

    private static Optional<Figures> figures(BoardState board, Scope scope) {
        return scope.kind() == Scope.Kind.ALL
                ? Optional.of(board.total())
                : channel(board, scope).map(Channel::figures);
    }

    private static Optional<Channel> channel(BoardState board, Scope scope) {
        return board.channels().stream()
                .filter(channel -> channel.channel().equals(scope.code()))
                .findFirst();
    }

    private static Optional<SkillLine> skill(BoardState board, Scope scope) {
        return board.skills().stream()
                .filter(skill -> skill.skill().equals(scope.code()))
                .findFirst();
    }

    private static @Nullable Double seconds(@Nullable Instant since, Instant now) {
        return since == null ? null : Duration.between(since, now).toMillis() / 1000.0;
    }
}
