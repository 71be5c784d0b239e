package fr.allomairies.workspace.board.whatif;

import fr.allomairies.workspace.board.measures.Figures;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The measures that are compared for each channel, in the order of the page.
enum Measure {
    OFFERED("offered", Kind.NUMBER, 0, figures -> (double) figures.offered()),
    ANSWERED("answered", Kind.NUMBER, 1, figures -> (double) figures.answered()),
    ABANDONED("abandoned", Kind.NUMBER, -1, figures -> (double) figures.abandoned()),
    OVERFLOWED("overflowed", Kind.NUMBER, 0, figures -> (double) figures.overflowed()),
    SERVICE_LEVEL("service-level", Kind.SHARE, 1, Figures::serviceLevel),
    ANSWER_RATE("answer-rate", Kind.SHARE, 1, Figures::answerRate),
    ABANDONMENT("abandonment", Kind.SHARE, -1, Figures::abandonmentRate),
    AVERAGE_WAIT("average-wait", Kind.TIME, -1, Figures::averageWait),
    MEDIAN_WAIT("median-wait", Kind.TIME, -1, Figures::medianWait),
    P90_WAIT("p90-wait", Kind.TIME, -1, Figures::p90Wait),
    P95_WAIT("p95-wait", Kind.TIME, -1, Figures::p95Wait),
    LONGEST_WAIT("longest-wait", Kind.TIME, -1, Figures::longestWait);

    enum Kind {
        NUMBER,
        SHARE,
        TIME
    }

    private final String code;
    private final Kind kind;
    private final int better;
    private final Function<Figures, @Nullable Double> value;

    /// @param better 1 when more is better, -1 when less is, 0 when neither
    Measure(String code, Kind kind, int better, Function<Figures, @Nullable Double> value) {
        this.code = code;
        this.kind = kind;
        this.better = better;
        this.value = value;
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    @Nullable
    Double of(@Nullable Figures figures) {
        return figures == null ? null : value.apply(figures);
    }

    Verdict verdict(double difference) {
        if (Math.abs(difference) < (kind == Kind.SHARE ? 0.0005 : 0.5)) {
            return Verdict.SAME;
        }
        if (better == 0) {
            return Verdict.OTHER;
        }
        return difference * better > 0 ? Verdict.BETTER : Verdict.WORSE;
    }

    enum Verdict {
        SAME,
        OTHER,
        BETTER,
        WORSE
    }
}
