package fr.allomairies.ticketing.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.model.LetterRule.Verdict;
import org.junit.jupiter.api.Test;

class LetterRuleTest {

    static final EmailAddress JEANNE = new EmailAddress("jeanne@example.org");

    final LetterRule rule = new LetterRule(3);

    @Test
    void writesUpToTheBoundOfAnHour() {
        assertThat(rule.verdict(JEANNE, ChannelKind.EMAIL, 2)).isEqualTo(Verdict.WRITE);
        assertThat(rule.verdict(JEANNE, ChannelKind.EMAIL, 3)).isEqualTo(Verdict.TOO_MANY);
        assertThat(rule.verdict(null, ChannelKind.CHAT, 0)).isEqualTo(Verdict.NO_ADDRESS);
        assertThat(rule.verdict(null, new ChannelKind("chat-whatsapp"), 0)).isEqualTo(Verdict.WRITE);
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
