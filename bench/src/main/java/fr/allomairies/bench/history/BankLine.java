package fr.allomairies.bench.history;

import fr.allomairies.bench.history.BankCall.Outcome;
import fr.allomairies.bench.history.BankCall.Phase;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line, cut into its columns.
final class BankLine {

    static final List<String> COLUMNS = List.of(
            "vru+line",
            "call_id",
            "customer_id",
            "priority",
            "type",
            "date",
            "vru_entry",
            "vru_exit",
            "vru_time",
            "q_start",
            "q_exit",
            "q_time",
            "outcome",
            "ser_start",
            "ser_exit",
            "ser_time",
            "server");

    private static final int HIGHEST_PRIORITY = 2;
    private static final Pattern TIME = Pattern.compile("([0-2]?\\d):([0-5]\\d):([0-5]\\d)");

    /// 990105 is 5 January 1999; two digits are a year from 1970 on.
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(1970, 1, 1))
            .appendPattern("MMdd")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        final transient Fault fault;

        Unreadable(Fault fault) {
            super(fault.toString());
            this.fault = fault;
        }
    }

    private final int number;
    private final String[] cells;

    BankLine(int number, String line) throws Unreadable {
        this.number = number;
        this.cells = line.split("\t", -1);
        if (cells.length != COLUMNS.size()) {
            throw new Unreadable(new Fault(
                    number, "", COLUMNS.size() + " columns between tabulators are wanted, were: " + cells.length));
        }
    }

    BankCall call() throws Unreadable {
        var outcome = outcome();
        var date = date();
        var menu = phase(date, "vru_entry", "vru_exit", "vru_time");
        var answered = outcome == Outcome.AGENT;
        return new BankCall(
                number,
                text("vru+line"),
                text("call_id"),
                priority(),
                text("type"),
                date,
                menu,
                queue(date),
                outcome,
                answered ? phase(date, "ser_start", "ser_exit", "ser_time") : null,
                answered ? text("server") : null);
    }

    /// A call that did not wait has zeros there.
    private @Nullable Phase queue(LocalDate date) throws Unreadable {
        var queue = phase(date, "q_start", "q_exit", "q_time");
        return queue.time().isZero() ? null : queue;
    }

    private Phase phase(LocalDate date, String start, String exit, String time) throws Unreadable {
        var begun = time(date, start);
        var ended = time(date, exit);
        // past midnight
        return new Phase(begun, ended.isBefore(begun) ? ended.plusDays(1) : ended, duration(time));
    }

    private LocalDateTime time(LocalDate date, String column) throws Unreadable {
        var match = TIME.matcher(text(column));
        if (!match.matches()) {
            throw wrong(column, "a time such as 09:05:00 is wanted");
        }
        return date.atStartOfDay()
                .plusHours(Integer.parseInt(match.group(1)))
                .plusMinutes(Integer.parseInt(match.group(2)))
                .plusSeconds(Integer.parseInt(match.group(3)));
    }

    private Duration duration(String column) throws Unreadable {
        return Duration.ofSeconds(number(column, Integer.MAX_VALUE, "whole seconds, 0 or more, are wanted"));
    }

    private int priority() throws Unreadable {
        return number("priority", HIGHEST_PRIORITY, "0, 1 or 2 is wanted");
    }

    private int number(String column, int highest, String wanted) throws Unreadable {
        try {
            var value = Integer.parseInt(text(column));
            if (value >= 0 && value <= highest) {
                return value;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw wrong(column, wanted);
    }

    private LocalDate date() throws Unreadable {
        try {
            return LocalDate.parse(text("date"), DATE);
        } catch (DateTimeException _) {
            throw wrong("date", "a date such as 990105 is wanted");
        }
    }

    private Outcome outcome() throws Unreadable {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equals(cells[COLUMNS.indexOf("outcome")].strip()))
                .findFirst()
                .orElseThrow(() -> wrong("outcome", "AGENT, HANG or PHANTOM is wanted"));
    }

    private String text(String column) throws Unreadable {
        var text = cells[COLUMNS.indexOf(column)].strip();
        if (text.isEmpty()) {
            throw wrong(column, "something is wanted");
        }
        return text;
    }

    private Unreadable wrong(String column, String wanted) {
        return new Unreadable(new Fault(number, column, wanted + ", was: " + cells[COLUMNS.indexOf(column)]));
    }
}
