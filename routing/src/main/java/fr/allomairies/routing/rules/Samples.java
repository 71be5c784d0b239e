package fr.allomairies.routing.rules;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.World;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Condition.Attribute;
import fr.allomairies.routing.engine.Request;
import fr.allomairies.routing.engine.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Contacts of every sort that the conditions of the rules tell apart, so that what is true of all of them is true
/// of every contact: each value that a condition names, and one that none names.
///
/// @param categories those that no condition tells apart and that need the same, together
/// @param communes absent stands for all that are not named
/// @param numbers absent stands for all that are not named, and for what is no call
record Samples(
        Set<ChannelKind> channels,
        List<List<CategoryCode>> categories,
        Set<String> languages,
        List<@Nullable String> communes,
        List<@Nullable String> numbers,
        Map<CategoryCode, List<SkillNeed>> needs) {

    static final int MOST = 50_000;
    private static final UUID NO_ID = new UUID(0, 0);
    private static final List<String> RARE_LANGUAGES = List.of("vo", "ie", "io", "ia", "eo");

    static Samples of(Rules rules, World world) {
        var named = new EnumMap<Attribute, Set<String>>(Attribute.class);
        for (var attribute : Attribute.values()) {
            named.put(attribute, new TreeSet<>());
        }
        rules.lines().forEach(line -> collect(line.when(), named));
        var channels = new TreeSet<>(world.channels());
        channels.addAll(rules.channels().keySet());
        return new Samples(
                channels,
                alike(world.categories(), values(named, Attribute.CATEGORY)),
                languages(values(named, Attribute.LANGUAGE)),
                andNone(values(named, Attribute.COMMUNE)),
                andNone(values(named, Attribute.NUMBER)),
                world.categories());
    }

    private static List<@Nullable String> andNone(Set<String> named) {
        return Stream.concat(Stream.<@Nullable String>of((String) null), named.stream())
                .toList();
    }

    /// How many there are.
    long size() {
        var calls = channels.stream().filter(ChannelKind::isCall).count();
        var called = calls * numbers.size() + channels.size() - calls;
        return 2L * called * categories.size() * languages.size() * communes.size();
    }

    List<Sample> all() {
        var all = new ArrayList<Sample>();
        for (var channel : channels) {
            for (var number : channel.isCall() ? numbers : numbers.subList(0, 1)) {
                for (var alike : categories) {
                    for (var language : languages) {
                        for (var commune : communes) {
                            all.add(sample(channel, number, alike, language, commune, 0));
                            all.add(sample(channel, number, alike, language, commune, Request.URGENT));
                        }
                    }
                }
            }
        }
        return all;
    }

    private Sample sample(
            ChannelKind channel,
            @Nullable String number,
            List<CategoryCode> alike,
            String language,
            @Nullable String commune,
            int priority) {
        return new Sample(request(channel, number, alike.getFirst(), language, commune, priority), alike);
    }

    private Request request(
            ChannelKind channel,
            @Nullable String number,
            CategoryCode category,
            String language,
            @Nullable String commune,
            int priority) {
        return new Request(
                new ContactId(NO_ID),
                new TicketId(NO_ID),
                category,
                channel,
                Rules.CAPACITY,
                needs.getOrDefault(category, List.of()),
                priority,
                language,
                commune,
                number,
                null,
                null,
                Instant.EPOCH,
                null);
    }

    private static void collect(Condition condition, Map<Attribute, Set<String>> named) {
        switch (condition) {
            case Condition.Is(var attribute, var value) ->
                values(named, attribute).add(value);
            case Condition.All(var parts) -> parts.forEach(part -> collect(part, named));
            case Condition.Either(var parts) -> parts.forEach(part -> collect(part, named));
            case Condition.Not(var part) -> collect(part, named);
            case Condition.Urgent _ -> {}
        }
    }

    private static Set<String> values(Map<Attribute, Set<String>> named, Attribute attribute) {
        return named.getOrDefault(attribute, Collections.emptySet());
    }

    private static List<List<CategoryCode>> alike(
            Map<CategoryCode, List<SkillNeed>> categories, Collection<String> named) {
        return List.copyOf(new TreeMap<>(categories)
                .entrySet().stream()
                        .collect(Collectors.groupingBy(
                                category -> List.of(
                                        category.getValue(),
                                        named.contains(category.getKey().value())
                                                ? category.getKey().value()
                                                : "",
                                        named.contains(category.getKey().theme())
                                                ? category.getKey().theme()
                                                : ""),
                                Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                        .values());
    }

    private static Set<String> languages(Set<String> named) {
        var languages = new TreeSet<>(named);
        languages.add(Request.HOME_LANGUAGE);
        RARE_LANGUAGES.stream()
                .filter(rare -> !named.contains(rare))
                .findFirst()
                .ifPresent(languages::add);
        return languages;
    }
}
