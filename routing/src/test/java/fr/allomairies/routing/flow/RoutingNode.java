package fr.allomairies.routing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.RoutingRules.Version;
import fr.allomairies.routing.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/// One node of the product with nothing in it but routing and the log.
final class RoutingNode implements AutoCloseable {

    static final Skill LIGHTING = new Skill("lighting");
    static final AgentId SUPERVISOR = new AgentId("sonia");
    static final World CITY = new World(
            Set.of(ChannelKind.VOICE, ChannelKind.RELAY, ChannelKind.EMAIL, ChannelKind.REPORT, ChannelKind.CHAT),
            Map.of(new CategoryCode("lighting.lamp-out"), List.of(new SkillNeed(LIGHTING, 1))),
            Set.of("3906", "+33493000010"),
            Set.of("voicemail", "callback"),
            Map.of(new AgentId("amina"), List.of(new SkillNeed(LIGHTING, 3))));

    final Routing routing;
    final EventLog log;
    final Lane lane;
    private final ConfigurableApplicationContext context;

    private RoutingNode(ConfigurableApplicationContext context) {
        this.context = context;
        this.routing = context.getBean(Routing.class);
        this.log = context.getBean(EventLog.class);
        this.lane = context.getBean(Lane.class);
    }

    static RoutingNode start(PGSimpleDataSource database) {
        return new RoutingNode(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "spring.datasource.url=" + database.getURL(),
                        "spring.datasource.username=" + database.getUser(),
                        "spring.datasource.hikari.connection-timeout=1000",
                        "spring.datasource.hikari.maximum-pool-size=6",
                        "spring.flyway.out-of-order=true")
                .run());
    }

    /// Queues a contact as ticketing's transaction does.
    ContactId queue(ChannelKind channel, int cost) {
        var contact = ContactId.next();
        append(new ContactQueued(
                Instant.now(),
                contact,
                channel,
                TicketId.next(),
                new CategoryCode("lighting.lamp-out"),
                List.of(new SkillNeed(LIGHTING, 1)),
                0,
                cost,
                "fr",
                null,
                null,
                null,
                null));
        return contact;
    }

    /// Activates the shipped rules with one thing changed, and waits until the leader has taken them up.
    void ruleBy(String shipped, String instead) throws Exception {
        var rules = context.getBean(RoutingRules.class);
        var version = save(shipped, instead);
        assertThat(rules.activate(version.number(), null, SUPERVISOR)).isEmpty();
        Await.until(() ->
                rules.inForce().version() == version.number() && rules.inForce().effectiveAt() != null);
    }

    Version save(String shipped, String instead) {
        var rules = context.getBean(RoutingRules.class);
        assertThat(rules.shipped()).contains(shipped);
        var text = rules.shipped().replaceFirst(Pattern.quote(shipped), Matcher.quoteReplacement(instead));
        var saved = rules.save(SUPERVISOR, text, "for the test", CITY);
        return Objects.requireNonNull(
                saved.version(), saved.checked().findings().toString());
    }

    boolean isRinging(AgentId agent, ContactId contact) {
        return routing.agent(agent).contacts().stream()
                .anyMatch(
                        held -> held.phase() == Phase.OFFERED && held.contact().equals(contact));
    }

    void append(Event... events) {
        context.getBean(TransactionTemplate.class).executeWithoutResult(_ -> log.append(events));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootApplication(scanBasePackages = {"fr.allomairies.routing", "fr.allomairies.eventlog"})
    static class Application {}
}
