package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The columns of the reports, each a figure of the dictionary. Its rule is the text `board.rule.<code>`.
public enum Measure {
    OFFERED(Kind.COUNT, figures -> (double) figures.offered()),
    ANSWERED(Kind.COUNT, figures -> (double) figures.answered()),
    ANSWERED_IN_TIME(Kind.COUNT, figures -> (double) figures.answeredInTime()),
    ABANDONED(Kind.COUNT, figures -> (double) figures.abandoned()),
    SHORT_ABANDONS(Kind.COUNT, figures -> (double) figures.shortAbandons()),
    SERVICE_LEVEL(Kind.SHARE, Figures::serviceLevel),
    ANSWER_RATE(Kind.SHARE, Figures::answerRate),
    AVERAGE_WAIT(Kind.SECONDS, Figures::averageWait),
    P95_WAIT(Kind.SECONDS, Figures::p95Wait),
    HANDLED(Kind.COUNT, figures -> (double) figures.handled()),
    HANDLE_TIME(Kind.SECONDS, Figures::handleTime),
    FIRST_RESPONSE(Kind.SECONDS, Figures::firstResponse),
    MENU(Kind.COUNT, figures -> (double) (figures.abandonedInMenu() + figures.selfServed())),
    TALK(Kind.SECONDS, Figures::averageTalk),
    HOLD(Kind.SECONDS, Figures::averageHold),
    WRAP_UP(Kind.SECONDS, Figures::averageWrapUp),
    ASSISTED(Kind.COUNT, figures -> (double) figures.assisted()),
    CONTAINED(Kind.COUNT, figures -> (double) figures.contained()),
    CONTAINMENT(Kind.SHARE, Figures::containment),
    HANDED_OVER(Kind.COUNT, figures -> (double) figures.handedOver()),
    LEFT_THE_ASSISTANT(Kind.COUNT, figures -> (double) figures.leftTheAssistant()),
    ALARMS(Kind.COUNT, figures -> (double) figures.alarms()),
    FALSE_ALARMS(Kind.COUNT, figures -> (double) figures.falseAlarms()),
    MISSED_DANGERS(Kind.COUNT, figures -> (double) figures.missedDangers());

    /// How a figure is written.
    public enum Kind {
        COUNT,
        SHARE,
        SECONDS
    }

    static final List<Measure> OF_CONTACTS = List.of(
            OFFERED,
            ANSWERED,
            ANSWERED_IN_TIME,
            ABANDONED,
            SHORT_ABANDONS,
            SERVICE_LEVEL,
            ANSWER_RATE,
            AVERAGE_WAIT,
            P95_WAIT,
            HANDLED,
            HANDLE_TIME,
            FIRST_RESPONSE,
            MENU);
    static final List<Measure> OF_AGENTS = List.of(HANDLED, HANDLE_TIME, TALK, HOLD, WRAP_UP);

    static final List<Measure> OF_THE_ASSISTANT = List.of(
            ASSISTED, CONTAINED, CONTAINMENT, HANDED_OVER, LEFT_THE_ASSISTANT, ALARMS, FALSE_ALARMS, MISSED_DANGERS);

    private final Kind kind;
    private final Function<Figures, @Nullable Double> value;

    Measure(Kind kind, Function<Figures, @Nullable Double> value) {
        this.kind = kind;
        this.value = value;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public @Nullable Double of(Figures figures) {
        return value.apply(figures);
    }

    /// Whether a contact stands behind the figure: by its own figures, so that no second rule says it.
    boolean counts(Figures ofOne) {
        var own = of(ofOne);
        return own != null && (kind != Kind.COUNT || own > 0);
    }

    static Optional<Measure> of(String code) {
        return Arrays.stream(values())
                .filter(measure -> measure.code().equals(code))
                .findFirst();
    }
}
