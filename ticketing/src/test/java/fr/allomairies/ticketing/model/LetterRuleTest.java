package fr.allomairies.ticketing.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.model.LetterRule.Before;
import fr.allomairies.ticketing.model.LetterRule.Verdict;
import org.junit.jupiter.api.Test;

class LetterRuleTest {

    static final EmailAddress JEANNE = new EmailAddress("jeanne@example.org");

    static final Before NOTHING = new Before(0, 0, false);

    final LetterRule rule = new LetterRule(3, 5);

    @Test
    void writesUpToTheBoundOfAnHour() {
        assertThat(rule.verdict(JEANNE, ChannelKind.EMAIL, new Before(2, 4, false)))
                .isEqualTo(Verdict.WRITE);
        assertThat(rule.verdict(JEANNE, ChannelKind.EMAIL, new Before(3, 4, false)))
                .isEqualTo(Verdict.TOO_MANY);
        assertThat(rule.verdict(null, ChannelKind.CHAT, NOTHING)).isEqualTo(Verdict.NO_ADDRESS);
        assertThat(rule.verdict(null, new ChannelKind("chat-whatsapp"), NOTHING))
                .isEqualTo(Verdict.WRITE);
    }

    @Test
    void writesUpToTheBoundOfATicketAndNeverToAnAddressThatRefuses() {
        assertThat(rule.verdict(JEANNE, ChannelKind.EMAIL, new Before(0, 5, false)))
                .isEqualTo(Verdict.TOO_MANY_ON_TICKET);
        assertThat(rule.verdict(JEANNE, ChannelKind.EMAIL, new Before(0, 0, true)))
                .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void acknowledgesAtOnceWhatIsWrittenAndNotSpokenNow() {
        assertThat(LetterRule.isAcknowledgedAtOnce(ChannelKind.EMAIL)).isTrue();
        assertThat(LetterRule.isAcknowledgedAtOnce(ChannelKind.REPORT)).isTrue();
        assertThat(LetterRule.isAcknowledgedAtOnce(new ChannelKind("letter"))).isTrue();
        assertThat(LetterRule.isAcknowledgedAtOnce(ChannelKind.VOICE)).isFalse();
        assertThat(LetterRule.isAcknowledgedAtOnce(ChannelKind.CHAT)).isFalse();
    }
}
