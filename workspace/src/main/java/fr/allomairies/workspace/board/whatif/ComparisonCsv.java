package fr.allomairies.workspace.board.whatif;

import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Workload;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The comparison for a spreadsheet; an overflow names the line that it came from and the line or way out that it led
/// to: shares from 0 to 1, times in seconds; empty where there is nothing to tell.
final class ComparisonCsv {

    static final String HEADER = "part,channel,agent,quarter,measure,happened,played,line,to";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmXXX");

    private final Appendable out;

    ComparisonCsv(Appendable out) {
        this.out = out;
    }

    void write(Comparison comparison) throws IOException {
        line(HEADER);
        for (var channel : comparison.channels()) {
            for (var row : channel.rows()) {
                line("channel", channel.kind().value(), "", "", row.measure().code(), row.happened(), row.played());
            }
        }
        for (var agent : comparison.agents()) {
            var id = agent.id().value();
            line("agent", "", id, "", "occupancy", occupancy(agent.happened()), occupancy(agent.played()));
            line("agent", "", id, "", "presence", presence(agent.happened()), presence(agent.played()));
        }
        line(
                "agents",
                "",
                "",
                "",
                "occupancy",
                comparison.happened().occupancy(),
                comparison.played().occupancy());
        line(
                "agents",
                "",
                "",
                "",
                "spread",
                comparison.happened().spread(),
                comparison.played().spread());
        for (var way : comparison.overflows()) {
            line(Stream.of(
                            "overflow",
                            "",
                            "",
                            "",
                            "overflowed",
                            number((double) way.happened()),
                            number((double) way.played()),
                            Objects.requireNonNullElse(way.from(), ""),
                            way.to())
                    .collect(Collectors.joining(",")));
        }
        for (var kind : comparison.kinds().toList()) {
            for (var measure : Measure.values()) {
                for (var quarter : comparison.quarters(kind, measure)) {
                    var from = TIME.format(ZonedDateTime.ofInstant(quarter.from(), Interval.CITY));
                    line("quarter", kind.value(), "", from, measure.code(), quarter.happened(), quarter.played());
                }
            }
        }
    }

    private static @Nullable Double occupancy(@Nullable Workload work) {
        return work == null ? null : work.occupancy();
    }

    private static @Nullable Double presence(@Nullable Workload work) {
        return work == null ? null : work.present().toMillis() / 1000.0;
    }

    private void line(
            String part,
            String channel,
            String agent,
            String quarter,
            String measure,
            @Nullable Double happened,
            @Nullable Double played)
            throws IOException {
        line(Stream.of(part, channel, agent, quarter, measure, number(happened), number(played), "", "")
                .collect(Collectors.joining(",")));
    }

    private void line(String text) throws IOException {
        out.append(text).append("\r\n");
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
