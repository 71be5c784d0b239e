package fr.allomairies.workspace.board.path;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.OfferReasons;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.preview.MemoryLog;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class PathsTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final AgentId AMINA = new AgentId("amina");

    final MemoryLog log = new MemoryLog();
    final ContactId contact = ContactId.next();
    final StaticMessageSource words = new StaticMessageSource();
    final Paths paths = new Paths(log, new Nobody(), words);

    @Test
    void tellsWhatHappenedInOrder() {
        words.addMessage("skill.lighting", Locale.FRENCH, "Éclairage");
        log.append(new ContactArrived(NINE, contact, ChannelKind.VOICE), queued(), offered());

        assertThat(paths.of(contact, Locale.FRENCH))
                .extracting(PathStep::what)
                .containsExactly("arrived", "queued", "offered");
        assertThat(paths.of(contact, Locale.FRENCH).get(1).words()).containsExactly("Éclairage 2");
        assertThat(paths.of(ContactId.next(), Locale.FRENCH)).isEmpty();
    }

    @Test
    void tellsToWhichLineItOverflowedAndWhy() {
        log.append(new ContactShared(NINE, contact, "calls", "back-office", 1, OverflowReason.CROWDED));

        assertThat(paths.of(contact, Locale.FRENCH)).singleElement().satisfies(step -> {
            assertThat(step.what()).isEqualTo("shared.CROWDED");
            assertThat(step.words()).containsExactly("back-office", "calls");
        });
    }

    @Test
    void concernsOnlyWhomItWasOfferedTo() {
        log.append(queued(), offered());

        assertThat(paths.concerns(contact, AMINA)).isTrue();
        assertThat(paths.concerns(contact, new AgentId("bruno"))).isFalse();
    }

    /// Each reason that the kernel knows has its sentence.
    @Test
    void hasAWordForEverything() throws IOException {
        var words = new Properties();
        try (var file = getClass().getResourceAsStream("/messages/board_fr.properties")) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        var keys = Stream.of(
                        Stream.of(ContactEvent.RelaxReason.values()).map(reason -> "step.relaxed." + reason),
                        Stream.of(OverflowReason.values()).map(reason -> "step.overflowed." + reason),
                        Stream.of(OverflowReason.values())
                                .filter(reason -> reason != OverflowReason.CHOSEN)
                                .map(reason -> "step.shared." + reason),
                        Stream.of(ContactEvent.WithdrawReason.values()).map(reason -> "step.withdrawn." + reason),
                        Stream.of(ContactEvent.EndedBy.values()).map(by -> "step.ended." + by),
                        Stream.of(Outcome.values()).map(outcome -> "step.outcome." + outcome),
                        Stream.of(OfferReasons.Verdict.values()).map(verdict -> "verdict." + verdict))
                .flatMap(keysOf -> keysOf);

        assertThat(keys).allSatisfy(key -> assertThat(words).containsKey("board.path." + key));
    }

    private ContactQueued queued() {
        return new ContactQueued(
                NINE,
                contact,
                ChannelKind.VOICE,
                TicketId.next(),
                new CategoryCode("lighting.lamp-out"),
                List.of(new SkillNeed(new Skill("lighting"), 2)),
                10,
                100,
                "fr",
                null,
                null,
                null,
                null);
    }

    private ContactOffered offered() {
        return new ContactOffered(NINE, contact, AMINA, NINE.plusSeconds(20), Duration.ZERO, 10, null);
    }

    private static final class Nobody implements AgentDirectory {

        @Override
        public Optional<Account> account(AgentId login) {
            return Optional.empty();
        }

        @Override
        public List<Account> accounts() {
            return List.of();
        }
    }
}
