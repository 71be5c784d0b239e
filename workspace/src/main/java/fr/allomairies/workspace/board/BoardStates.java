package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.BoardState.Agent;
import fr.allomairies.workspace.board.BoardState.Channel;
import fr.allomairies.workspace.board.BoardState.Quarter;
import fr.allomairies.workspace.board.BoardState.Raised;
import fr.allomairies.workspace.board.BoardState.Rule;
import fr.allomairies.workspace.board.BoardState.SkillLine;
import fr.allomairies.workspace.board.BoardState.Waiting;
import fr.allomairies.workspace.board.measures.AgentTimes.Standing;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.ContactRecord.Entry;
import fr.allomairies.workspace.board.measures.ContactRecord.Phase;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes what the board shows out of the day, with the names that the other modules know.
@Component
class BoardStates {

    private static final int LISTED = 50;
    private static final List<ChannelKind> ALWAYS_SHOWN =
            List.of(ChannelKind.VOICE, ChannelKind.EMAIL, ChannelKind.CHAT, ChannelKind.REPORT);

    private final BoardSettings settings;
    private final AgentDirectory directory;
    private final Catalogue catalogue;
    private final Staffing.Source staffing;

    BoardStates(BoardSettings settings, AgentDirectory directory, Catalogue catalogue, Staffing.Source staffing) {
        this.settings = settings;
        this.directory = directory;
        this.catalogue = catalogue;
        this.staffing = staffing;
    }

    BoardState state(LiveDay day, long position, Instant now, boolean catchingUp, List<Raised> raised) {
        return state(
                day, position, now, catchingUp, raised, staffing.of(day.times().standings()));
    }

    BoardState state(LiveDay day, long position, Instant now, boolean catchingUp, List<Raised> raised, Staffing staff) {
        var waiting = waiting(day);
        var whys = new HashMap<List<SkillNeed>, BoardState.Why>();
        var channels = channels(day, waiting);
        var skills = skills(waiting, staff);
        return new BoardState(
                position,
                day.latestEventAt(),
                now,
                day.date(),
                day.day().from(),
                day.day().to(),
                catchingUp,
                new Rule(
                        settings.rule(),
                        settings.serviceLevelTarget(),
                        settings.answerRateTarget(),
                        settings.shortAbandon().toSeconds()),
                day.total(),
                day.times().occupancy(now),
                waiting.size(),
                count(day, Phase.IN_CONVERSATION, _ -> true),
                channels,
                skills,
                counts(day.times().standings()),
                agents(day),
                waiting.stream()
                        .limit(LISTED)
                        .map(record -> line(record, needs -> whys.computeIfAbsent(needs, staff::why)))
                        .toList(),
                quarters(day),
                day.overflows(),
                new Alerts(settings).of(channels, skills, now),
                raised);
    }

    private static List<ContactRecord> waiting(LiveDay day) {
        return day.open().stream()
                .filter(record -> record.phase() == Phase.WAITING)
                .sorted(Comparator.comparing(ContactRecord::countedAt))
                .toList();
    }

    private List<Channel> channels(LiveDay day, List<ContactRecord> waiting) {
        var kinds = new TreeSet<>(day.channels());
        waiting.forEach(record -> kinds.add(record.channel()));
        kinds.removeAll(ALWAYS_SHOWN);
        return Stream.concat(ALWAYS_SHOWN.stream(), kinds.stream())
                .map(kind -> channel(kind, day, waiting))
                .toList();
    }

    private Channel channel(ChannelKind kind, LiveDay day, List<ContactRecord> waiting) {
        Predicate<ContactRecord> mine = record -> record.channel().equals(kind);
        return new Channel(
                kind.value(),
                (int) waiting.stream().filter(mine).count(),
                oldest(waiting, mine),
                count(day, Phase.IN_CONVERSATION, mine),
                settings.parameters().answerWithin(kind).toSeconds(),
                day.channel(kind));
    }

    private static List<SkillLine> skills(List<ContactRecord> waiting, Staffing staff) {
        var lines = new TreeMap<Skill, SkillLine>();
        staff.hands()
                .forEach((skill, hands) ->
                        lines.put(skill, new SkillLine(skill.value(), 0, null, hands.available(), hands.signedIn())));
        waiting.forEach(record -> skillsOf(record)
                .forEach(skill -> lines.merge(
                        skill, new SkillLine(skill.value(), 1, record.countedAt(), 0, 0), SkillLine::with)));
        return lines.values().stream()
                .sorted(Comparator.comparing(SkillLine::waiting).reversed().thenComparing(SkillLine::skill))
                .toList();
    }

    private List<Agent> agents(LiveDay day) {
        return day.times().standings().stream()
                .filter(standing -> standing.state() != AgentState.OFFLINE)
                .map(standing -> agent(standing, day))
                .sorted(Comparator.comparing(Agent::name))
                .toList();
    }

    private Agent agent(Standing standing, LiveDay day) {
        var figures = day.agent(standing.agent());
        return new Agent(
                standing.agent().value(),
                directory.nameOf(standing.agent()),
                standing.state(),
                standing.reason(),
                standing.since(),
                figures.handled(),
                figures.handleTime());
    }

    private Waiting line(ContactRecord record, Function<List<SkillNeed>, BoardState.Why> why) {
        var entry = Objects.requireNonNull(record.entry());
        var category = catalogue.category(entry.category());
        return new Waiting(
                record.contact().toString(),
                record.channel().value(),
                entry.category().value(),
                category.map(Category::labelFr).orElse(entry.category().value()),
                category.map(Category::labelEn).orElse(entry.category().value()),
                skillsOf(record).stream().map(Skill::value).toList(),
                entry.at(),
                entry.priority(),
                record.offeredTo() != null ? BoardState.Why.RINGING : why.apply(entry.needs()),
                nameOf(record.offeredTo()));
    }

    private @Nullable String nameOf(@Nullable AgentId agent) {
        return agent == null ? null : directory.nameOf(agent);
    }

    private static List<Quarter> quarters(LiveDay day) {
        return day.quarters().entrySet().stream()
                .filter(quarter -> quarter.getValue().offered() > 0)
                .map(quarter -> new Quarter(
                        quarter.getKey(),
                        quarter.getValue().offered(),
                        quarter.getValue().answered(),
                        quarter.getValue().abandoned(),
                        quarter.getValue().serviceLevel(),
                        quarter.getValue().answerRate()))
                .toList();
    }

    private static Map<AgentState, Integer> counts(Iterable<Standing> standings) {
        var counts = new EnumMap<AgentState, Integer>(AgentState.class);
        for (var state : AgentState.values()) {
            counts.put(state, 0);
        }
        standings.forEach(standing -> counts.merge(standing.state(), 1, Integer::sum));
        return counts;
    }

    private static int count(LiveDay day, Phase phase, Predicate<ContactRecord> which) {
        return (int) day.open().stream()
                .filter(record -> record.phase() == phase)
                .filter(which)
                .count();
    }

    private static @Nullable Instant oldest(List<ContactRecord> waiting, Predicate<ContactRecord> which) {
        return waiting.stream()
                .filter(which)
                .findFirst()
                .map(ContactRecord::countedAt)
                .orElse(null);
    }

    private static List<Skill> skillsOf(ContactRecord record) {
        Entry entry = record.entry();
        return entry == null
                ? List.of()
                : entry.needs().stream().map(need -> need.skill()).toList();
    }
}
