package fr.allomairies.bench.day;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.bench.day.Ledger.Seen;
import fr.allomairies.bench.day.PlannedContact.Call;
import fr.allomairies.bench.day.PlannedContact.Mail;
import fr.allomairies.bench.day.PlannedContact.MailKind;
import fr.allomairies.bench.day.PlannedContact.Report;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountTest {

    static final String HEADER = "contact,channel,external_id,queued,answered,ended,outcome,ticket,acknowledged\n";

    final Ledger ledger = new Ledger();

    @Test
    void closesWhenEveryContactIsRecordedOnceAndOver() {
        ledger.write(call(1), "day-1@here", Seen.TAKEN);
        ledger.write(new Report(Duration.ZERO, 2, false), "NCA-26-000007", Seen.TAKEN);

        var account = account("a,voice,17.3 day-1@here,t,t,t,HANDLED,NCA-26-000006,\n"
                + "b,report,xyz,t,t,t,HANDLED,NCA-26-000007,t\n");

        assertThat(account.closes()).isTrue();
        assertThat(account.lines().getFirst()).isEqualTo(new Account.Line("voice", 1, 0, 1, 1, 0, 0, 0));
    }

    @Test
    void namesAContactThatWasLost() {
        ledger.write(call(1), "day-1@here", Seen.TAKEN);

        var account = account("");

        assertThat(account.closes()).isFalse();
        assertThat(account.lost()).containsExactly("voice nº 1 (day-1@here)");
    }

    @Test
    void namesAContactThatWasDoubled() {
        ledger.write(call(1), "day-1@here", Seen.TAKEN);

        var account = account("a,voice,1 day-1@here,t,t,t,HANDLED,,\nb,voice,2 day-1@here,t,t,t,HANDLED,,\n");

        assertThat(account.doubled()).containsExactly("voice nº 1 (day-1@here) recorded 2 times");
    }

    @Test
    void namesAContactThatNobodySent() {
        var account = account("a,voice,1 stranger,t,t,t,HANDLED,,\n");

        assertThat(account.doubled()).containsExactly("voice recorded, and nobody sent it (1 stranger)");
    }

    @Test
    void namesAContactThatIsNotOver() {
        ledger.write(call(1), "day-1@here", Seen.TAKEN);

        assertThat(account("a,voice,1 day-1@here,t,t,,,,\n").open()).containsExactly("voice nº 1 (day-1@here)");
    }

    @Test
    void countsADuplicateMailAsSetAsideAndABounceThatBecameAContactAsDoubled() {
        ledger.write(mail(1, MailKind.NEW), "m1", Seen.TAKEN);
        ledger.write(mail(2, MailKind.DUPLICATE), "m1", Seen.TAKEN);
        ledger.write(mail(3, MailKind.BOUNCE), "m3", Seen.TAKEN);

        var account = account("a,email,m1,t,t,t,HANDLED,T,t\nb,email,m3,t,t,t,HANDLED,U,\n");

        assertThat(account.lines().get(1).setAside()).isEqualTo(1);
        assertThat(account.doubled())
                .containsExactly("email nº 3 (m3) became a contact", "email recorded, and nobody sent it (m3)");
    }

    @Test
    void saysWhatTheProtocolRefused() {
        ledger.write(call(1), "day-1@here", Seen.FAILED);

        assertThat(account("").unsent()).containsExactly("voice nº 1 (day-1@here)");
    }

    private Account account(String rows) {
        return Account.of(ledger, Recorded.parse(HEADER + rows));
    }

    private static Call call(int nth) {
        return new Call(Duration.ZERO, nth, '1', Duration.ofSeconds(60));
    }

    private static Mail mail(int nth, MailKind kind) {
        return new Mail(Duration.ZERO, nth, kind, 1);
    }
}
