package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.InteractionMoved;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.TicketMerged;
import fr.allomairies.contact.TicketEvent.TicketSeparated;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Cases.Split;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.View;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Delivery;
import fr.allomairies.ticketing.TicketView.Interaction;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class MergesIT extends OnPostgres {

    static final AgentId AMINA = new AgentId("amina");
    static final AgentId BRUNO = new AgentId("bruno");
    static final ServiceCode LIGHTING = new ServiceCode("eclairage");
    static final ServiceCode ROADS = new ServiceCode("voirie");
    static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");
    static final CategoryCode DANGER = new CategoryCode("lighting.electric-danger");

    @Autowired
    Cases cases;

    @Test
    void makesOneMatterOfSeveralThatKeepTheirNumbersAndTheirCitizens() {
        var survivor = receive(mail(someone(), "Lampadaire rue Pastorelli", "le premier"));
        var other = mail(someone(), "Lampe cassée", "le second");
        var merged = receive(other);

        assertThat(cases.merge(survivor.ticket(), List.of(merged.ticket()), AMINA))
                .isEmpty();

        assertThat(texts(view(survivor.ticket()))).containsSubsequence("le premier", "le second");
        var shown = summary(merged.ticket());
        assertThat(shown.number()).isEqualTo(merged.number());
        assertThat(Objects.requireNonNull(shown.merged()).number()).isEqualTo(survivor.number());
        assertThat(shown.merged().by()).isEqualTo(AMINA);
        assertThat(ticketing.find(new TicketFilter(merged.number(), null, null, null), 9, 0))
                .extracting(TicketSummary::id)
                .containsExactly(merged.ticket());
        assertThat(ticketing.find(openOnes(merged.number()), 9, 0)).isEmpty();

        var answer = receive(mail(other.sender(), "Re: Lampe cassée", "toujours éteint", other.externalId()));
        assertThat(answer.ticket()).isEqualTo(merged.ticket());
        assertThat(texts(view(survivor.ticket()))).contains("toujours éteint");
        var tracked = ticketing.byTrackingToken(survivor.trackingToken()).orElseThrow();
        assertThat(texts(tracked)).contains("le premier").doesNotContain("le second", "toujours éteint");
    }

    @Test
    void tellsEveryReporterEachLaterStepOnceAndOnHisOwnTicket() {
        var twice = someone();
        var survivor = receive(mail(twice, "Trou", "un"));
        var again = receive(mail(twice, "Trou encore", "deux"));
        var other = receive(mail(someone(), "Nid de poule", "trois"));
        var caller = receive(contact(ChannelKind.VOICE, caller(), null, "", "", List.of()));
        cases.merge(survivor.ticket(), List.of(again.ticket(), other.ticket(), caller.ticket()), AMINA);

        assertThat(cases.answerAll(survivor.ticket(), AMINA, "Nous y allons.", "k"))
                .isEmpty();
        assertThat(cases.answerAll(survivor.ticket(), AMINA, "Nous y allons.", "k"))
                .isEmpty();
        assertThat(cases.answerAll(survivor.ticket(), AMINA, "Nous n’y allons plus.", "k"))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("said-otherwise"));

        for (var each : List.of(survivor, again, other, caller)) {
            assertThat(view(each.ticket()).own().interactions())
                    .filteredOn(said -> said.text().equals("Nous y allons."))
                    .hasSize(1);
        }
        assertThat(view(survivor.ticket()).interactions())
                .filteredOn(said -> said.text().equals("Nous y allons.") && said.delivery() == Delivery.TO_SEND)
                .hasSize(2);

        ticketing.handOver(survivor.ticket(), ROADS, null, AMINA);
        ticketing.report(survivor.ticket(), ROADS, ServiceProgress.DONE, "rebouché", null, "paul");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(view(survivor.ticket()).interactions())
                        .filteredOn(said -> said.text().contains("rebouché") && said.direction() == Direction.OUT)
                        .extracting(Interaction::ticket)
                        .containsExactlyInAnyOrder(survivor.ticket(), other.ticket()));
        assertThat(summary(caller.ticket()).status()).isEqualTo(TicketStatus.RESOLVED);
        assertThat(statuses(other)).as("resolved once, on the survivor").isEmpty();
        assertThat(statuses(survivor)).hasSize(3);
    }

    @Test
    void keepsTheStrictestDayUntilTheServiceAnnouncesAnother() {
        var survivor = receive(contact(ChannelKind.REPORT, someone(), LAMP, "", "a", List.of()));
        var strict = receive(contact(ChannelKind.REPORT, someone(), DANGER, "", "b", List.of()));
        var own = due(survivor);
        assertThat(due(strict)).isBefore(own);
        var soon = due(strict);

        cases.merge(survivor.ticket(), List.of(strict.ticket()), AMINA);
        assertThat(due(survivor)).isEqualTo(soon);
        cases.separate(strict.ticket(), AMINA);
        assertThat(due(survivor)).isEqualTo(own);
        assertThat(due(strict)).isEqualTo(soon);

        cases.merge(survivor.ticket(), List.of(strict.ticket()), AMINA);
        ticketing.handOver(survivor.ticket(), LIGHTING, null, AMINA);
        var announced = LocalDate.now().plusYears(1);
        ticketing.report(survivor.ticket(), LIGHTING, ServiceProgress.DELAYED, "pièce", announced, "paul");
        assertThat(due(survivor)).isEqualTo(announced);
        assertThat(due(strict)).isEqualTo(announced);
    }

    @Test
    void hurriesNobodyForWhatWasSettledBeforeItWasJoined() {
        var survivor = receive(contact(ChannelKind.REPORT, someone(), LAMP, "", "a", List.of()));
        var strict = receive(contact(ChannelKind.REPORT, someone(), DANGER, "", "b", List.of()));
        var own = due(survivor);
        assertThat(due(strict)).isBefore(own);
        ticketing.resolve(strict.ticket(), "answered", AMINA);

        assertThat(merge(survivor, strict)).isEqualTo("done");

        assertThat(due(survivor)).isEqualTo(own);
    }

    @Test
    void refusesWhatWouldLoseSomebodysWork() {
        var survivor = receive(mail(someone(), "a", "a"));
        var other = receive(mail(someone(), "b", "b"));
        ticketing.take(other.ticket(), BRUNO);
        assertThat(merge(survivor, other)).isEqualTo("held");
        ticketing.giveBack(other.ticket(), BRUNO);
        ticketing.handOver(other.ticket(), LIGHTING, null, AMINA);
        assertThat(merge(survivor, other)).isEqualTo("with-service-elsewhere");
        ticketing.resolve(survivor.ticket(), "answered", AMINA);
        ticketing.report(other.ticket(), LIGHTING, ServiceProgress.DONE, null, null, "paul");
        var open = receive(mail(someone(), "c", "c"));
        assertThat(merge(survivor, open)).isEqualTo("survivor-over");
        assertThat(merge(survivor, survivor)).isEqualTo("merge-of-none");
        assertThat(merge(open, survivor)).isEqualTo("done");
        assertThat(merge(other, survivor)).isEqualTo("already-merged");
        assertThat(cases.separate(other.ticket(), AMINA).map(Refusal::code)).contains("not-merged");
    }

    @Test
    void letsOneOfTwoMergesOfTheSameTicketsWin() throws Exception {
        for (var round = 0; round < 20; round++) {
            var a = receive(mail(someone(), "a", "a"));
            var b = receive(mail(someone(), "b", "b"));
            var turn = new AtomicInteger();
            var results = together(6, () -> {
                var nth = turn.getAndIncrement();
                return switch (nth % 3) {
                    case 0 -> merge(a, b);
                    case 1 -> merge(b, a);
                    default -> {
                        ticketing.addMessage((nth == 2 ? a : b).ticket(), null, AMINA, "réponse", "k" + nth);
                        yield "answered";
                    }
                };
            });
            assertThat(results.stream().filter("done"::equals)).hasSize(1);
            assertThat(results.stream().filter("already-merged"::equals)).hasSize(3);
            var stands = summary(a.ticket()).merged() == null ? a : b;
            assertThat(texts(view(stands.ticket())).stream().filter("réponse"::equals))
                    .hasSize(2);
        }
    }

    @Test
    void writesNothingOverWhatSomebodyElseHasChanged() {
        var ticket = receive(mail(someone(), "a", "a"));
        var read = summary(ticket.ticket()).changedAt();
        ticketing.classify(ticket.ticket(), LAMP, BRUNO);

        assertThat(cases.unlessChanged(ticket.ticket(), read, () -> ticketing.classify(ticket.ticket(), DANGER, AMINA))
                        .map(Refusal::code))
                .contains("changed-meanwhile");
        assertThat(summary(ticket.ticket()).category()).isEqualTo(LAMP);
        var now = summary(ticket.ticket()).changedAt();
        assertThat(cases.unlessChanged(ticket.ticket(), now, () -> ticketing.classify(ticket.ticket(), DANGER, AMINA)))
                .isEmpty();
    }

    @Test
    void splitsOffWhatSpeaksOfAnotherMatterAndTakesItBack() {
        var first = mail(someone(), "Lampadaire", "lampe éteinte");
        var ticket = receive(first);
        var second = mail(first.sender(), "Re: Lampadaire", "et ma poubelle", ticket.number());
        receive(second);
        var moved = said(ticket, "et ma poubelle");

        assertThat(code(cases.split(
                        ticket.ticket(), List.of(said(ticket, "lampe éteinte"), moved), LAMP, "tout", AMINA)))
                .isEqualTo("nothing-left");
        var number = ((Split.Done) cases.split(ticket.ticket(), List.of(moved), LAMP, "Poubelle", AMINA)).number();

        var split = ticketing.byNumber(number).orElseThrow();
        assertThat(texts(split)).contains("et ma poubelle");
        assertThat(texts(view(ticket.ticket()))).doesNotContain("et ma poubelle");
        assertThat(split.interactions())
                .filteredOn(said -> said.kind() == InteractionKind.ACKNOWLEDGEMENT)
                .hasSize(1)
                .allMatch(letter -> letter.text().contains(number));
        var answer = receive(mail(first.sender(), "Re: Poubelle", "merci", second.externalId()));
        assertThat(answer.number()).isEqualTo(number);

        assertThat(cases.rejoin(split.summary().id(), AMINA)).isEmpty();
        assertThat(texts(view(ticket.ticket()).own())).contains("lampe éteinte", "et ma poubelle");
        assertThat(texts(view(ticket.ticket()))).contains("merci");
        assertThat(cases.separate(split.summary().id(), AMINA).map(Refusal::code))
                .contains("split-undone");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void keepsEverythingInItsPlaceHoweverMergesSplitsUndosAnswersAndMailsFollow(long seed) {
        var walk = new Walk(seed);
        for (var step = 0; step < 60; step++) {
            walk.step();
            walk.check();
        }
        walk.undoEverything();
        walk.check();
    }

    /// A random day of some citizens and one téléconseillère, held against what the log tells.
    private final class Walk {

        private final Random dice;
        private final String word = "marche" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
        private final List<Sender> citizens = List.of(someone(), someone(), someone(), someone());
        private final Map<TicketId, InboundContact> opened = new LinkedHashMap<>();
        private final Set<TicketId> all = new HashSet<>();
        private final Map<TicketId, TicketView> before = new HashMap<>();
        private int nth;

        Walk(long seed) {
            dice = new Random(seed);
            open();
            open();
        }

        void step() {
            nth++;
            switch (dice.nextInt(12)) {
                case 0, 1 -> open();
                case 2, 3 -> write();
                case 4 -> ticketing.addNote(any(_ -> true), AMINA, "note " + nth, "n" + nth);
                case 5 -> answer();
                case 6, 7 -> merge();
                case 8 -> pick(id -> summary(id).merged() != null).ifPresent(this::separate);
                case 9 -> split();
                case 10 -> pick(_ -> true).ifPresent(id -> cases.rejoin(id, AMINA));
                default -> work();
            }
        }

        private void open() {
            var mail = mail(citizens.get(dice.nextInt(citizens.size())), word + " " + nth, "texte " + nth);
            var ticket = receive(mail).ticket();
            opened.put(ticket, mail);
            all.add(ticket);
        }

        private void write() {
            var ids = List.copyOf(opened.keySet());
            var first = opened.get(ids.get(dice.nextInt(ids.size())));
            receive(mail(first.sender(), "Re: " + word, "encore " + nth, first.externalId()));
        }

        private void answer() {
            var id = any(_ -> true);
            var text = "réponse " + nth;
            assertThat(cases.answerAll(id, AMINA, text, "a" + nth)).isEmpty();
            var root = root(id);
            var answers = view(root).interactions().stream()
                    .filter(said -> said.text().equals(text))
                    .toList();
            assertThat(answers.stream().map(Interaction::ticket))
                    .as("each reporter has it on his own ticket")
                    .containsExactlyInAnyOrderElementsOf(matter(root));
            var addresses = matter(root).stream()
                    .map(each -> view(each).citizen().email())
                    .collect(Collectors.toSet());
            assertThat(answers.stream().filter(said -> said.delivery() != null)).hasSize(addresses.size());
        }

        private void merge() {
            var survivor = any(id -> summary(id).merged() == null);
            var others = all.stream()
                    .filter(id -> dice.nextInt(3) == 0 && !id.equals(survivor))
                    .limit(3)
                    .toList();
            var were = others.stream().collect(Collectors.toMap(id -> id, MergesIT.this::view));
            if (cases.merge(survivor, others, AMINA).isEmpty()) {
                before.putAll(were);
            }
        }

        private void separate(TicketId id) {
            var was = before.get(id);
            if (cases.separate(id, AMINA).isEmpty() && was != null) {
                var is = view(id);
                assertThat(is.summary().category()).isEqualTo(was.summary().category());
                assertThat(is.summary().service()).isEqualTo(was.summary().service());
                assertThat(is.summary().owner()).isEqualTo(was.summary().owner());
                assertThat(is.summary().openedAt()).isEqualTo(was.summary().openedAt());
                assertThat(is.summary().merged()).isNull();
                var then =
                        was.own().interactions().stream().map(Interaction::id).toList();
                var now = is.own().interactions().stream().map(Interaction::id).toList();
                var gone = then.stream().filter(said -> !now.contains(said)).toList();
                assertThat(gone).allMatch(this::isMoved);
                var wroteSince = is.own().interactions().stream()
                        .anyMatch(said -> said.direction() == Direction.IN && !then.contains(said.id()));
                if (!wroteSince) {
                    assertThat(is.summary().status()).isEqualTo(was.summary().status());
                } else {
                    assertThat(isOpen(is.summary())).isTrue();
                }
            }
        }

        private boolean isMoved(InteractionId said) {
            return all.stream()
                    .flatMap(id -> events(id).stream())
                    .anyMatch(event -> event instanceof InteractionMoved moved
                            && moved.interaction().equals(said));
        }

        private void split() {
            var from = any(_ -> true);
            var chosen = view(from).own().interactions().stream()
                    .filter(said -> said.direction() == Direction.IN || said.kind() == InteractionKind.NOTE)
                    .filter(_ -> dice.nextBoolean())
                    .map(Interaction::id)
                    .toList();
            if (cases.split(from, chosen, LAMP, word + " à part", AMINA) instanceof Split.Done(var number)) {
                all.add(ticketing.byNumber(number).orElseThrow().summary().id());
            }
        }

        private void work() {
            var id = any(_ -> true);
            switch (dice.nextInt(4)) {
                case 0 -> ticketing.classify(id, dice.nextBoolean() ? LAMP : DANGER, AMINA);
                case 1 -> ticketing.handOver(id, LIGHTING, null, AMINA);
                case 2 -> ticketing.report(id, LIGHTING, ServiceProgress.DONE, null, null, "paul");
                default -> ticketing.resolve(id, "answered", AMINA);
            }
        }

        void undoEverything() {
            while (pick(id -> summary(id).merged() != null
                            && cases.separate(id, AMINA).isEmpty())
                    .isPresent()) {
                nth++;
            }
        }

        void check() {
            // before the pages: the house writes letters meanwhile
            var log = all.stream().flatMap(id -> events(id).stream()).toList();
            var roots = all.stream().filter(id -> summary(id).merged() == null).toList();
            var shown = roots.stream()
                    .flatMap(id -> view(id).interactions().stream())
                    .map(Interaction::id)
                    .toList();
            assertThat(shown).as("each exactly once").doesNotHaveDuplicates();

            assertThat(shown)
                    .as("nothing lost")
                    .containsAll(log.stream()
                            .filter(InteractionAdded.class::isInstance)
                            .map(event -> ((InteractionAdded) event).interaction())
                            .toList());

            var status = new HashMap<TicketId, TicketStatus>();
            var merged = new HashMap<TicketId, TicketId>();
            all.forEach(id -> events(id).forEach(event -> {
                switch (event) {
                    case TicketStatusChanged changed -> status.put(id, changed.to());
                    case TicketMerged to -> merged.put(id, to.into());
                    case TicketSeparated _ -> merged.remove(id);
                    default -> {}
                }
            }));
            var byLog = all.stream()
                    .filter(id -> !merged.containsKey(id))
                    .filter(id -> isOpen(status.getOrDefault(id, TicketStatus.NEW)))
                    .collect(Collectors.toSet());
            var byPages = roots.stream().filter(id -> isOpen(summary(id))).collect(Collectors.toSet());
            var byList = ticketing.find(openOnes(word), 500, 0).stream()
                    .map(TicketSummary::id)
                    .collect(Collectors.toSet());
            assertThat(byPages).as("open, by the log").isEqualTo(byLog);
            assertThat(byList).as("open, by the list").isEqualTo(byLog);
        }

        private List<TicketId> matter(TicketId root) {
            return all.stream().filter(id -> root(id).equals(root)).toList();
        }

        private TicketId root(TicketId id) {
            return Optional.ofNullable(summary(id).merged())
                    .map(TicketSummary.Merged::into)
                    .orElse(id);
        }

        private TicketId any(Predicate<TicketId> which) {
            return pick(which).orElseThrow();
        }

        /// In an order that the dice alone decide.
        private Optional<TicketId> pick(Predicate<TicketId> which) {
            var numbered = new ArrayList<>(all);
            numbered.sort(Comparator.comparing(id -> summary(id).number()));
            Collections.shuffle(numbered, dice);
            return numbered.stream().filter(which).findFirst();
        }
    }

    private String merge(Receipt survivor, Receipt other) {
        return cases.merge(survivor.ticket(), List.of(other.ticket()), AMINA)
                .map(Refusal::code)
                .orElse("done");
    }

    private static String code(Split split) {
        return split instanceof Split.Refused(var refusal) ? refusal.code() : "done";
    }

    private InteractionId said(Receipt ticket, String text) {
        return view(ticket.ticket()).interactions().stream()
                .filter(said -> said.text().equals(text))
                .map(Interaction::id)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOpen(TicketSummary ticket) {
        return isOpen(ticket.status());
    }

    private static boolean isOpen(TicketStatus status) {
        return status != TicketStatus.RESOLVED && status != TicketStatus.CLOSED;
    }

    private LocalDate due(Receipt ticket) {
        return Objects.requireNonNull(summary(ticket.ticket()).due());
    }

    private List<TicketStatusChanged> statuses(Receipt ticket) {
        return events(ticket.ticket()).stream()
                .filter(TicketStatusChanged.class::isInstance)
                .map(TicketStatusChanged.class::cast)
                .toList();
    }

    private static TicketFilter openOnes(String text) {
        return new TicketFilter(text, null, null, null, new View.Open());
    }

    private static List<String> texts(TicketView view) {
        return view.interactions().stream().map(Interaction::text).toList();
    }

    private TicketSummary summary(TicketId ticket) {
        return view(ticket).summary();
    }

    private TicketView view(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow();
    }

    private static Sender caller() {
        var digits = Math.abs(UUID.randomUUID().getMostSignificantBits() % 10_000_000L);
        return new Sender("Karim", null, new PhoneNumber("+3361%07d".formatted(digits)));
    }
}
