package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.AgentMentioned;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.TicketFollowed;
import fr.allomairies.contact.TicketEvent.TicketUnfollowed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.Following.News;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.View;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView.Interaction;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each test has people of its own, so that what one is told is no other's.
class FollowingIT extends OnPostgres {

    private final AgentId amina = somebody();
    private final AgentId bruno = somebody();

    @Autowired
    Following following;

    @Autowired
    Cases cases;

    @Autowired
    JdbcClient db;

    @Autowired
    NewsFollower news;

    @Test
    void tellsAFollowerWhatOthersDoAndNotWhatHeDoes() {
        var ticket = opened();
        assertThat(following.follow(ticket, amina)).isEmpty();
        assertThat(following.follow(ticket, amina)).isEmpty();

        ticketing.take(ticket, amina);
        ticketing.addNote(ticket, amina, "Vu.", "k1");
        ticketing.resolve(ticket, "answered", amina);
        ticketing.giveBack(ticket, amina);
        ticketing.take(ticket, bruno);

        awaitNews(amina, ticket, "taken");
        assertThat(told(amina)).containsExactly("taken");
        assertThat(told(bruno)).isEmpty();
        assertThat(following.unseen(amina).get(ticket))
                .extracting(News::by, News::number)
                .containsExactly(bruno, number(ticket));
        assertThat(events(ticket)).filteredOn(TicketFollowed.class::isInstance).hasSize(1);
    }

    @Test
    void tellsTheWordsOfTheCitizenAndOfTheServiceAndNoLetterOfTheHouse() {
        var mail = mail(someone(), "Banc cassé", "…");
        var ticket = receive(mail).ticket();
        following.follow(ticket, amina);
        ticketing.handOver(ticket, new ServiceCode("voirie"), null, bruno);
        ticketing.report(ticket, new ServiceCode("voirie"), ServiceProgress.DONE, "remplacé", null, "paul");
        receive(mail(mail.sender(), "Re: Banc cassé", "merci", mail.externalId()));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told(amina)).containsExactly("service", "reported", "said.IN"));
    }

    @Test
    void whoIsNamedInANoteIsToldOnceAndFollowsFromThenOn() {
        var ticket = opened();

        var note = following.note(ticket, amina, false, "Qu’en dis-tu ?", Set.of(bruno, amina), "k");
        assertThat(following.note(ticket, amina, false, "Qu’en dis-tu ?", Set.of(bruno), "k"))
                .isEqualTo(note);

        awaitNews(bruno, ticket, "mentioned");
        assertThat(told(bruno)).as("in place of the note").containsExactly("mentioned");
        assertThat(following.followers(ticket)).containsExactly(bruno);
        assertThat(following.counts(List.of(amina, bruno))).hasSize(1).hasEntrySatisfying(bruno, count -> {
            assertThat(count.news()).isEqualTo(1);
            assertThat(count.mentions()).isEqualTo(1);
        });
        assertThat(listed(new View.Mentioning(bruno))).containsExactly(ticket);
        assertThat(listed(new View.FollowedBy(bruno))).containsExactly(ticket);
        assertThat(listed(new View.Mentioning(amina))).isEmpty();
        assertThat(events(ticket)).filteredOn(AgentMentioned.class::isInstance).hasSize(1);
        assertThat(ticketing.ticket(ticket).orElseThrow().interactions())
                .as("the citizen is told nothing")
                .filteredOn(said -> said.direction() == Direction.OUT)
                .extracting(Interaction::kind)
                .containsOnly(InteractionKind.ACKNOWLEDGEMENT);
    }

    @Test
    void aNoteTakesInHandOnlyForWhoHoldsOrOwns() {
        var ticket = opened();
        following.note(ticket, amina, false, "Vu.", Set.of(), "k1");
        assertThat(status(ticket)).isEqualTo(TicketStatus.NEW);
        following.note(ticket, amina, true, "Au téléphone.", Set.of(), "k2");
        assertThat(status(ticket)).isEqualTo(TicketStatus.IN_HAND);
    }

    @Test
    void toldAgainOutOfTheLogNothingIsTwiceAndNothingUnreadAgain() {
        var ticket = opened();
        following.follow(ticket, amina);
        following.note(ticket, bruno, false, "Regarde.", Set.of(amina), "k");
        ticketing.take(ticket, bruno);
        awaitNews(amina, ticket, "taken");
        following.seen(ticket, amina);
        assertThat(told(amina)).containsExactly("mentioned", "taken");

        for (var event : log.read(0, Integer.MAX_VALUE)) {
            if (event.event() instanceof TicketEvent change && change.ticket().equals(ticket)) {
                news.on(event);
            }
        }
        assertThat(told(amina)).containsExactly("mentioned", "taken");
        assertThat(following.unseen(amina)).isEmpty();
    }

    @Test
    void isToldOfNothingThatTheLogHasBeforeHisFollowing() {
        var ticket = opened();
        // the log numbers it later than it is written
        db.sql("insert into ticket_follower (agent, ticket_id) values (?, ?)")
                .params(amina.value(), ticket.value())
                .update();
        ticketing.take(ticket, bruno);
        following.follow(ticket, bruno);
        following.note(ticket, amina, false, "…", Set.of(), "k");
        awaitNews(bruno, ticket, "said.INTERNAL");
        assertThat(told(amina)).isEmpty();
        assertThat(following.followers(ticket)).contains(amina);
    }

    @Test
    void listsWhatIsUnreadThoughItIsNotFollowed() {
        var ticket = opened();
        IntStream.range(0, Following.MOST_FOLLOWERS).forEach(_ -> following.follow(ticket, somebody()));
        following.note(ticket, amina, false, "Regarde.", Set.of(bruno), "k");
        awaitNews(bruno, ticket, "mentioned");

        assertThat(following.followers(ticket)).doesNotContain(bruno);
        assertThat(listed(new View.FollowedBy(bruno))).containsExactly(ticket);
        following.seen(ticket, bruno);
        assertThat(listed(new View.FollowedBy(bruno))).isEmpty();
    }

    @Test
    void whatIsSeenIsSeenOnceAndForAll() {
        var ticket = opened();
        var other = opened();
        following.note(ticket, amina, false, "un", Set.of(bruno), "k");
        following.note(other, amina, false, "deux", Set.of(bruno), "k");
        awaitNews(bruno, ticket, "mentioned");
        awaitNews(bruno, other, "mentioned");

        following.seen(ticket, bruno);
        assertThat(following.unseen(bruno)).containsOnlyKeys(other);
        following.allSeen(bruno);
        assertThat(following.unseen(bruno)).isEmpty();
        assertThat(following.counts(List.of(bruno))).isEmpty();
        assertThat(listed(new View.Mentioning(bruno)))
                .as("still there to look at")
                .hasSize(2);
    }

    @Test
    void whoFollowsNoMoreIsToldNoMore() {
        var ticket = opened();
        following.follow(ticket, amina);
        following.follow(ticket, bruno);
        following.unfollow(ticket, amina);
        following.unfollow(ticket, amina);

        ticketing.addNote(ticket, somebody(), "…", "k");
        awaitNews(bruno, ticket, "said.INTERNAL");
        assertThat(told(amina)).isEmpty();
        assertThat(following.followers(ticket)).containsExactly(bruno);
        assertThat(events(ticket))
                .filteredOn(TicketUnfollowed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aMergeKeepsWhoFollowsAndItsUndoingGivesEachItsOwnAgain() {
        var survivor = opened();
        var merged = opened();
        following.follow(survivor, amina);
        following.follow(merged, bruno);
        cases.merge(survivor, List.of(merged), somebody());

        assertThat(following.followers(survivor)).containsExactlyInAnyOrder(amina, bruno);
        assertThat(listed(new View.FollowedBy(bruno))).containsExactly(survivor);
        ticketing.take(survivor, somebody());
        awaitNews(bruno, survivor, "taken");
        following.seen(survivor, bruno);
        assertThat(following.unseen(bruno)).isEmpty();

        ticketing.giveBack(
                survivor, ticketing.ticket(survivor).orElseThrow().summary().owner());
        awaitNews(bruno, survivor, "given-back");
        cases.separate(merged, amina);
        assertThat(following.followers(survivor)).containsExactly(amina);
        assertThat(listed(new View.FollowedBy(bruno)))
                .as("what is new to him is listed as it is counted")
                .contains(survivor);
        following.seen(survivor, bruno);
        assertThat(following.followers(merged)).containsExactly(bruno);
        assertThat(listed(new View.FollowedBy(bruno))).containsExactly(merged);
    }

    @Test
    void whoUnfollowsAMergedOneFollowsNoneOfThem() {
        var survivor = opened();
        var merged = opened();
        following.follow(merged, bruno);
        cases.merge(survivor, List.of(merged), amina);

        following.unfollow(survivor, bruno);
        cases.separate(merged, amina);

        assertThat(following.followers(merged)).isEmpty();
    }

    @Test
    void whatIsSplitOffIsFollowedByTheSamePeopleAndRejoinedOnce() {
        var first = mail(someone(), "Deux choses", "le banc");
        var from = receive(first).ticket();
        following.follow(from, bruno);
        receive(mail(first.sender(), "Re: Deux choses", "et la lampe", first.externalId()));
        awaitNews(bruno, from, "said.IN");
        var second = ticketing.ticket(from).orElseThrow().interactions().stream()
                .filter(said -> said.text().equals("et la lampe"))
                .findFirst()
                .orElseThrow();

        var split = (Cases.Split.Done)
                cases.split(from, List.of(second.id()), new CategoryCode("lighting.lamp-out"), "Lampe", amina);
        var other = ticketing.byNumber(split.number()).orElseThrow().summary().id();
        assertThat(following.followers(other)).containsExactly(bruno);
        assertThat(newsOf(second.id())).containsExactly(other.value());

        cases.rejoin(other, amina);
        assertThat(newsOf(second.id())).containsExactly(from.value());
        assertThat(following.followers(from)).containsExactly(bruno);
        assertThat(listed(new View.FollowedBy(bruno))).containsExactly(from);
    }

    @Test
    void boundsWhoFollowsAndWhatIsKept() {
        var ticket = opened();
        IntStream.range(0, Following.MOST_FOLLOWERS).forEach(_ -> following.follow(ticket, somebody()));
        assertThat(following.follow(ticket, amina))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("followers-too-many"));
        assertThat(following.follow(TicketId.next(), amina))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("ticket-not-found"));

        var busy = opened();
        following.follow(busy, amina);
        db.sql("""
                insert into ticket_news (agent, position, ticket_id, at, what, value)
                values (?, -1000000, ?, now(), 'mentioned', '')
                """).params(amina.value(), busy.value()).update();
        db.sql("""
                insert into ticket_news (agent, position, ticket_id, at, what, value)
                select ?, -n, ?, now(), 'taken', '' from generate_series(1, ?) n
                """).params(amina.value(), busy.value(), Following.MOST_NEWS).update();
        ticketing.take(busy, bruno);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                following.counts(List.of(amina)).get(amina).newest())
                        .isPositive());
        assertThat(following.counts(List.of(amina)).get(amina).news()).isEqualTo(Following.MOST_NEWS);
        assertThat(told(amina)).as("kept longest").first().isEqualTo("mentioned");
    }

    private List<UUID> newsOf(InteractionId said) {
        return db.sql("select ticket_id from ticket_news where interaction_id = ?")
                .param(said.value())
                .query(UUID.class)
                .list();
    }

    private TicketStatus status(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().summary().status();
    }

    private void awaitNews(AgentId reader, TicketId ticket, String what) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(following.unseen(reader).get(ticket))
                        .isNotNull()
                        .extracting(News::what)
                        .isEqualTo(what));
    }

    private List<String> told(AgentId reader) {
        return db.sql("select what from ticket_news where agent = ? order by position")
                .param(reader.value())
                .query(String.class)
                .list();
    }

    private List<TicketId> listed(View view) {
        return ticketing.find(new TicketFilter(null, null, null, null, view), 9, 0).stream()
                .map(TicketSummary::id)
                .toList();
    }

    private String number(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().summary().number();
    }

    private TicketId opened() {
        return receive(mail(someone(), "Question", "…")).ticket();
    }

    private static AgentId somebody() {
        return new AgentId("a" + UUID.randomUUID().toString().substring(0, 8));
    }
}
