package fr.allomairies.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.bench.history.BankCall.Outcome;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankHistoryTest {

    private static final String ANSWERED =
            "AA0101,33116,9664491,2,PS,990105,0:01:45,0:01:51,6,0:01:51,0:02:21,30,AGENT,0:02:21,0:06:21,240,DORIT";

    @Test
    void readsEveryColumn() {
        var call = only(ANSWERED);

        assertThat(call.vru()).isEqualTo("AA0101");
        assertThat(call.callId()).isEqualTo("33116");
        assertThat(call.priority()).isEqualTo(2);
        assertThat(call.type()).isEqualTo("PS");
        assertThat(call.outcome()).isEqualTo(Outcome.AGENT);
        assertThat(call.queuedAt()).isEqualTo(LocalDateTime.parse("1999-01-05T00:01:51"));
        assertThat(call.queue()).extracting(BankCall.Phase::time).isEqualTo(Duration.ofSeconds(30));
        assertThat(call.service()).extracting(BankCall.Phase::time).isEqualTo(Duration.ofSeconds(240));
        assertThat(call.server()).isEqualTo("DORIT");
    }

    @Test
    void passesOverTheNamesOfTheColumnsAndEmptyLines() {
        var history = BankHistory.of(Stream.of(String.join("\t", BankLine.COLUMNS), "", tabs(ANSWERED)));

        assertThat(history.faults()).isEmpty();
        assertThat(history.calls()).singleElement().extracting(BankCall::line).isEqualTo(3);
    }

    @Test
    void aCallAnsweredAtOnceWasQueuedWhenTheMenuEnded() {
        var call = only(ANSWERED.replace("0:01:51,0:02:21,30", "0:00:00,0:00:00,0"));

        assertThat(call.queue()).isNull();
        assertThat(call.isQueued()).isTrue();
        assertThat(call.queuedAt()).isEqualTo(call.menu().exit());
    }

    @Test
    void aCallThatRunsIntoTheNextDayEndsAfterItBegan() {
        var call = only(ANSWERED.replace("0:02:21,0:06:21,240", "23:59:00,0:03:00,240"));

        assertThat(call.service())
                .extracting(BankCall.Phase::exit)
                .isEqualTo(LocalDateTime.parse("1999-01-06T00:03:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "990105|991305|date|a date such as 990105 is wanted, was: 991305",
                "0:01:45|1.45|vru_entry|a time such as 09:05:00 is wanted, was: 1.45",
                "0:02:21,30|0:02:21,-3|q_time|whole seconds, 0 or more, are wanted, was: -3",
                "AGENT|TALK|outcome|AGENT, HANG or PHANTOM is wanted, was: TALK",
                "9664491,2|9664491,7|priority|0, 1 or 2 is wanted, was: 7",
                "DORIT| |server|something is wanted, was: ",
            })
    void namesTheLineAndTheColumnThatIsWrong(String right, String wrong, String column, String why) {
        var cells = tabs(ANSWERED.replace(right, wrong == null ? " " : wrong));
        var history = BankHistory.of(Stream.of(tabs(ANSWERED), cells, tabs(ANSWERED)));

        assertThat(history.calls()).hasSize(2);
        assertThat(history.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.column()).isEqualTo(column);
            assertThat(fault.toString())
                    .startsWith("line 2, column " + column + ": ")
                    .contains(why.strip());
        });
    }

    @Test
    void saysHowManyColumnsThereAre() {
        var history = BankHistory.of(Stream.of("AA0101\t33116"));

        assertThat(history.faults())
                .singleElement()
                .hasToString("line 1: 17 columns between tabulators are wanted, were: 2");
    }

    @Test
    void theMadeUpDayIsReadWholeAndReplayed() throws IOException {
        var told = HistoryBench.told(madeUpDay());
        var real = HistoryBench.real(told);
        var replayed = HistoryBench.replayed(told);

        assertThat(real.offered()).isEqualTo(replayed.offered()).isGreaterThan(100);
        assertThat(real.answered() + real.abandoned()).isEqualTo(real.offered());
        assertThat(replayed.answered() + replayed.abandoned()).isEqualTo(replayed.offered());
        assertThat(replayed.handled()).isEqualTo(replayed.answered());
        assertThat(Replay.of(
                        told.stream().filter(call -> call.call().isQueued()).toList()))
                .isEqualTo(Replay.of(
                        told.stream().filter(call -> call.call().isQueued()).toList()));
    }

    @Test
    void aCallOfTheReplayGoesToSomebodyWhoTookItsTypeInTheHistory() throws IOException {
        var told = HistoryBench.told(madeUpDay()).stream()
                .filter(call -> call.call().isQueued())
                .toList();
        var internet = told.stream()
                .filter(call -> call.call().type().equals("IN"))
                .map(Told::contact)
                .toList();

        var takers = Replay.of(told).stream()
                .filter(event -> event instanceof OfferAccepted accepted && internet.contains(accepted.contact()))
                .map(event -> ((OfferAccepted) event).agent().value())
                .distinct()
                .toList();

        assertThat(takers).isEqualTo(List.of("server-carl"));
    }

    private static BankHistory madeUpDay() throws IOException {
        try (var lines = Files.lines(Path.of("src", "test", "resources", "history", "made-up-day.txt"))) {
            var history = BankHistory.of(lines);
            assertThat(history.faults()).isEmpty();
            return history;
        }
    }

    private static BankCall only(String commas) {
        var history = BankHistory.of(Stream.of(tabs(commas)));
        assertThat(history.faults()).isEmpty();
        return history.calls().getFirst();
    }

    private static String tabs(String commas) {
        return commas.replace(',', '\t');
    }
}
