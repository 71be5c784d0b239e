package fr.allomairies.workspace.board;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.Intake;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.telephony.LiveListening;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.HotSpots;
import fr.allomairies.ticketing.ReportedPlaces;
import fr.allomairies.ticketing.TicketKind;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.voiceassistant.Communes;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.RandomDay;
import fr.allomairies.workspace.board.roster.Activity;
import fr.allomairies.workspace.board.roster.MemoryRosters;
import fr.allomairies.workspace.board.roster.Planned;
import fr.allomairies.workspace.board.roster.Rosters;
import fr.allomairies.workspace.preview.MemoryTours;
import fr.allomairies.workspace.tour.Tours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import tools.jackson.databind.json.JsonMapper;

/// The board on a random day, the reports, and the staffing of tomorrow after eight random weeks, with nothing
/// behind it: for the eyes, and for tests of the staffing pages. System properties: `hour=11:20`, `agents=14`,
/// `contacts=900`, `weeks=9`.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = DataSourceAutoConfiguration.class,
        excludeName = "org.apache.camel.spring.boot.CamelAutoConfiguration")
@ComponentScan(
        basePackages = "fr.allomairies.workspace.preview",
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*SomebodyIsSignedIn"))
@ComponentScan(
        basePackages = {"fr.allomairies.workspace.shell", "fr.allomairies.workspace.board"},
        excludeFilters = {
            @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = LiveBoard.class),
            @Filter(type = FilterType.REGEX, pattern = ".*board\\.(whatif|alerts|skills|reports\\.mailing)\\..*"),
            @Filter(type = FilterType.REGEX, pattern = ".*StoredRosters")
        })
public class Preview {

    private static final List<String> NAMES = List.of(
            "Aline Durand",
            "Bastien Roux",
            "Chloé Marchetti",
            "David Nguyen",
            "Émilie Giordano",
            "Farid Benali",
            "Gaëlle Lambert",
            "Hugo Rossi",
            "Inès Fabre",
            "Julien Moreau",
            "Karima Haddad",
            "Louis Bianchi",
            "Manon Olivier",
            "Nicolas Perrin");

    private final Clock clock = Clock.offset(Clock.systemUTC(), offset());
    private final List<Event> day;
    private final LogInMemory log = new LogInMemory();

    public Preview() {
        var date = LocalDate.ofInstant(clock.instant(), Interval.CITY);
        day =
                RandomDay.openingHours(
                                7,
                                date,
                                Integer.getInteger("contacts", 900),
                                Integer.getInteger("agents", NAMES.size()))
                        .stream()
                        .sorted(Comparator.comparing(Event::at))
                        .toList();
    }

    public static void main(String[] args) {
        SpringApplication.run(Preview.class, args);
    }

    @Bean
    LogInMemory log() {
        weeks();
        log.append(day.stream()
                .filter(event -> event.at().isBefore(clock.instant()))
                .toList());
        Thread.ofVirtual().start(this::goOn);
        return log;
    }

    /// Days like tomorrow, one of them three times as busy.
    private void weeks() {
        var tomorrow = LocalDate.ofInstant(clock.instant(), Interval.CITY).plusDays(1);
        for (var week = Integer.getInteger("weeks", 9); week > 0; week--) {
            var contacts = week == 3 ? 2700 : 900 + 10 * (week % 4);
            log.append(RandomDay.openingHours(100 + week, tomorrow.minusWeeks(week), contacts, NAMES.size()).stream()
                    .sorted(Comparator.comparing(Event::at))
                    .toList());
            var evening = tomorrow.minusWeeks(week)
                    .atTime(18, 40)
                    .atZone(Interval.CITY)
                    .toInstant();
            log.append(IntStream.range(0, NAMES.size())
                    .mapToObj(i ->
                            new AgentStateChanged(evening, new AgentId("agent" + (i + 1)), AgentState.OFFLINE, null))
                    .toList());
        }
    }

    private void goOn() {
        try {
            for (var event : day) {
                var wait = Duration.between(clock.instant(), event.at());
                if (wait.isPositive()) {
                    Thread.sleep(wait);
                    log.append(List.of(event));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Bean
    LiveBoard liveBoard(
            LogInMemory events, BoardSettings settings, BoardStates states, RaisedAlerts alerts, JsonMapper json) {
        return new LiveBoard(events, settings, states, alerts, json, clock);
    }

    @Bean
    RaisedAlerts alerts() {
        return new NoAlerts();
    }

    @Bean
    Routing routing() {
        var agents = day.stream()
                .filter(AgentStateChanged.class::isInstance)
                .map(event -> ((AgentStateChanged) event).agent())
                .distinct()
                .map(Preview::agent)
                .toList();
        var routing = mock(Routing.class);
        when(routing.snapshot()).thenReturn(new RoutingSnapshot(clock.instant(), List.of(), agents));
        return routing;
    }

    private static Routing.AgentView agent(AgentId agent) {
        var skills = RandomDay.skillsOf(Integer.parseInt(agent.value().substring(5)) - 1).stream()
                .map(skill -> new SkillNeed(skill, 3))
                .toList();
        var view = mock(Routing.AgentView.class);
        when(view.agent()).thenReturn(agent);
        when(view.skills()).thenReturn(skills);
        return view;
    }

    /// The whole team all day tomorrow, less an hour.
    @Bean
    Rosters rosters() {
        var tomorrow = LocalDate.ofInstant(clock.instant(), Interval.CITY).plusDays(1);
        return new MemoryRosters(IntStream.rangeClosed(1, NAMES.size())
                .mapToObj(i -> new Planned(
                        new AgentId("agent" + i),
                        Activity.SHIFT,
                        tomorrow.atTime(9, 0).atZone(Interval.CITY).toInstant(),
                        tomorrow.atTime(17, 0).atZone(Interval.CITY).toInstant()))
                .toList());
    }

    @Bean
    Tours tours() {
        return new MemoryTours();
    }

    @Bean
    Intake intake() {
        return mock(Intake.class);
    }

    @Bean
    Telephony telephony() {
        return mock(Telephony.class);
    }

    @Bean
    Ticketing ticketing() {
        return mock(Ticketing.class);
    }

    @Bean
    ReportedPlaces reportedPlaces() {
        return mock(ReportedPlaces.class);
    }

    @Bean
    HotSpots hotSpots() {
        return mock(HotSpots.class);
    }

    @Bean
    LiveListening listening() {
        return mock(LiveListening.class);
    }

    @Bean
    AgentDirectory directory() {
        var accounts = IntStream.range(0, NAMES.size())
                .mapToObj(i -> new Account(new AgentId("agent" + (i + 1)), NAMES.get(i), Role.AGENT, null, true))
                .toList();
        var directory = mock(AgentDirectory.class);
        when(directory.accounts()).thenReturn(accounts);
        when(directory.account(any())).thenReturn(Optional.of(accounts.getFirst()));
        when(directory.nameOf(any()))
                .thenAnswer(call -> accounts.stream()
                        .filter(account -> account.login().equals(call.getArgument(0)))
                        .findFirst()
                        .map(Account::name)
                        .orElse("?"));
        return directory;
    }

    @Bean
    Communes communes() {
        return mock(Communes.class);
    }

    @Bean
    Catalogue catalogue() {
        var catalogue = mock(Catalogue.class);
        when(catalogue.category(any())).thenAnswer(call -> Optional.of(category(call.getArgument(0))));
        return catalogue;
    }

    private static Category category(CategoryCode code) {
        var label = switch (code.theme()) {
            case "lighting" -> "Lampadaire éteint ou clignotant";
            case "road" -> "Nid-de-poule ou chaussée dégradée";
            case "waste" -> "Collecte non effectuée";
            default -> "Acte de naissance";
        };
        return new Category(
                code, TicketKind.REPORT, label, label, new ServiceCode("voirie"), new Skill("voirie"), false, 10, true);
    }

    private static Duration offset() {
        var wanted = LocalTime.parse(System.getProperty("hour", "11:20"));
        var now = Instant.now().atZone(Interval.CITY);
        return Duration.between(now, now.with(wanted));
    }
}
