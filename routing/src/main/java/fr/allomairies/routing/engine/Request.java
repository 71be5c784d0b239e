package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.engine.Requirement.Own;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A contact as it was queued: what it is and what it asks for. What that means is the business of [Rules].
///
/// @param cost share of the capacity when the rules name none for the channel, 1 to [Rules#CAPACITY]
/// @param needs in the order of the skills' codes, each skill once, at the highest level asked for
/// @param priority as the channel gave it, in minutes; from [#URGENT] on the contact is an emergency
/// @param language as a two-letter code
/// @param commune INSEE code of the place that it is about
/// @param number of the city that was called; absent where it is not known, and for what is no call
/// @param preferred the agent who knows the matter
/// @param dueAt when it must have been handled, by law or by the city's promise
/// @param queuedAt when its clock began: a transfer keeps it
/// @param passed how it was transferred last; absent for a contact that never was
public record Request(
        ContactId contact,
        TicketId ticket,
        CategoryCode category,
        ChannelKind channel,
        int cost,
        List<SkillNeed> needs,
        int priority,
        String language,
        @Nullable String commune,
        @Nullable String number,
        @Nullable AgentId preferred,
        @Nullable Instant dueAt,
        Instant queuedAt,
        Transfer.@Nullable Passed passed) {

    public static final int URGENT = 60;
    public static final String HOME_LANGUAGE = "fr";

    public Request {
        if (cost < 1 || cost > Rules.CAPACITY) {
            throw new IllegalArgumentException("a contact costs 1 to " + Rules.CAPACITY + ", was: " + cost);
        }
        needs = isInOrder(needs) ? List.copyOf(needs) : inOrder(needs);
    }

    /// Of no number, and nobody has passed it on.
    public Request(
            ContactId contact,
            TicketId ticket,
            CategoryCode category,
            ChannelKind channel,
            int cost,
            List<SkillNeed> needs,
            int priority,
            String language,
            @Nullable String commune,
            @Nullable AgentId preferred,
            @Nullable Instant dueAt,
            Instant queuedAt) {
        this(
                contact, ticket, category, channel, cost, needs, priority, language, commune, null, preferred, dueAt,
                queuedAt, null);
    }

    /// The same at its age, passed on: from now on it asks for this.
    public Request passedOn(CategoryCode matter, List<SkillNeed> asked, Transfer.Passed how) {
        return new Request(
                contact, ticket, matter, channel, cost, asked, priority, language, commune, number, how.to(), dueAt,
                queuedAt, how);
    }

    /// What is left of it to whoever passed it on, under another id.
    public Request rest(ContactId other, Transfer.Passed how) {
        return new Request(
                other, ticket, category, channel, cost, needs, priority, language, commune, number, preferred, dueAt,
                queuedAt, how);
    }

    /// Since when it asks for what it asks for: by this its steps and its ways out are counted, and by
    /// [#queuedAt] its age.
    public Instant askedAt() {
        return passed == null ? queuedAt : passed.at();
    }

    /// The colleague to whom it was passed on.
    @Nullable
    AgentId askedFirst() {
        return passed == null ? null : passed.to();
    }

    private static boolean isInOrder(List<SkillNeed> needs) {
        for (var i = 1; i < needs.size(); i++) {
            if (needs.get(i - 1).skill().compareTo(needs.get(i).skill()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static List<SkillNeed> inOrder(List<SkillNeed> needs) {
        return needs.stream()
                .collect(Collectors.toMap(SkillNeed::skill, Function.identity(), Request::higher, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    boolean isUrgent() {
        return priority >= URGENT;
    }

    boolean is(Condition.Attribute attribute, String value) {
        return switch (attribute) {
            case CHANNEL -> channel.is(value);
            case CATEGORY -> category.value().equals(value) || category.theme().equals(value);
            case LANGUAGE -> language.equals(value);
            case COMMUNE -> value.equals(commune);
            case NUMBER -> value.equals(number);
        };
    }

    Requirement own(Own own) {
        return switch (own) {
            case NEEDS -> Requirement.all(needs);
            case NEEDS_AT_ANY_LEVEL -> Requirement.all(atAnyLevel());
            case LANGUAGE -> language.equals(HOME_LANGUAGE) ? Requirement.ANY : has("lang-" + language);
            case COMMUNE -> commune == null ? Requirement.ANY : has("commune-" + commune.toLowerCase(Locale.ROOT));
            case LAST_AGENT -> preferred == null ? Requirement.NOBODY : new Requirement.Is(preferred);
        };
    }

    private List<SkillNeed> atAnyLevel() {
        var lowest = new ArrayList<SkillNeed>(needs.size());
        for (var need : needs) {
            lowest.add(new SkillNeed(need.skill(), SkillNeed.LOWEST));
        }
        return lowest;
    }

    private static Requirement has(String skill) {
        return Requirement.of(new SkillNeed(new Skill(skill), SkillNeed.LOWEST));
    }

    private static SkillNeed higher(SkillNeed one, SkillNeed other) {
        return one.level() > other.level() ? one : other;
    }
}
