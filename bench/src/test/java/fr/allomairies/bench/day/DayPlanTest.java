package fr.allomairies.bench.day;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.bench.day.PlannedContact.Call;
import fr.allomairies.bench.day.PlannedContact.Mail;
import fr.allomairies.bench.day.PlannedContact.MailKind;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DayPlanTest {

    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    void isTheSameDayForTheSameSeed() {
        assertThat(DayPlan.of(7, 500, FIVE_MINUTES)).isEqualTo(DayPlan.of(7, 500, FIVE_MINUTES));
        assertThat(DayPlan.of(7, 500, FIVE_MINUTES)).isNotEqualTo(DayPlan.of(8, 500, FIVE_MINUTES));
    }

    @Test
    void keepsTheSharesOfTheChannels() {
        var contacts = DayPlan.of(1, 1000, FIVE_MINUTES).contacts();

        assertThat(contacts).hasSize(1000);
        assertThat(contacts.stream().filter(Call.class::isInstance).count()).isBetween(550L, 650L);
        assertThat(contacts.stream().filter(Mail.class::isInstance).count()).isBetween(160L, 240L);
    }

    @Test
    void arrivesInOrderWithinTheDay() {
        var contacts = DayPlan.of(1, 1000, FIVE_MINUTES).contacts();

        assertThat(contacts).extracting(PlannedContact::at).isSorted();
        assertThat(contacts.getLast().at()).isLessThan(FIVE_MINUTES);
    }

    @Test
    void repliesOnceAndOnlyToAnEarlierNewMail() {
        IntStream.range(0, 20).forEach(seed -> {
            var mails = DayPlan.of(seed, 1000, FIVE_MINUTES).contacts().stream()
                    .filter(Mail.class::isInstance)
                    .map(Mail.class::cast)
                    .toList();
            var later =
                    mails.stream().filter(mail -> mail.kind() != MailKind.NEW).toList();
            assertThat(later).isNotEmpty().allMatch(mail -> mail.about() < mail.nth());
            assertThat(later).extracting(Mail::about).doesNotHaveDuplicates();
        });
    }
}
