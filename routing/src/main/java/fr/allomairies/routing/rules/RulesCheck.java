package fr.allomairies.routing.rules;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.World;
import fr.allomairies.routing.engine.Rules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that is wrong with a text of rules, in the order of its lines.
public final class RulesCheck {

    /// Skills that contacts ask for by what they are: a language, a commune.
    private static final Pattern BY_NATURE = Pattern.compile("lang-[a-z]{2}|commune-[0-9][0-9ab][0-9]{3}");

    private final RulesText text;
    private final World world;

    private RulesCheck(RulesText text, World world) {
        this.text = text;
        this.world = world;
    }

    public static List<Finding> of(RulesText text, World world) {
        return new RulesCheck(text, world).findings();
    }

    private List<Finding> findings() {
        var findings = new ArrayList<>(text.findings());
        text.mentions().forEach(mention -> checkExists(mention, findings));
        if (text.rules() != null) {
            addMeaning(text.rules(), findings);
        }
        return findings.stream()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList();
    }

    /// Of a line that names what does not exist nothing more is said.
    private void addMeaning(Rules rules, List<Finding> findings) {
        var refused = findings.stream().map(Finding::line).collect(Collectors.toSet());
        var samples = Samples.of(rules, world);
        Stream<Finding> ofLines;
        if (samples.size() > Samples.MOST) {
            ofLines = Stream.of(Finding.refusal(1, 1, "too-many-cases", samples.size(), Samples.MOST));
        } else {
            var reach = Reach.of(rules, samples.all());
            ofLines = Stream.of(
                            new LineCheck(rules, text.places(), reach).findings(),
                            new MatchCheck(rules, text.places(), reach, world).findings(),
                            new InterruptionCheck(rules, text.places(), reach).findings())
                    .flatMap(List::stream);
        }
        Stream.of(
                        new StepCheck(rules, text.places()).findings().stream(),
                        new SharingCheck(rules, text.places()).findings().stream(),
                        ofLines)
                .flatMap(Function.identity())
                .filter(finding -> !refused.contains(finding.line()))
                .forEach(findings::add);
    }

    private void checkExists(Mention mention, List<Finding> findings) {
        var known = known(mention.kind());
        if (!known.contains(mention.code()) && !isByNature(mention)) {
            findings.add(Finding.refusal(mention.line(), mention.column(), code(mention.kind()), mention.code())
                    .suggesting(suggestion(mention, known)));
        }
    }

    /// A number may have been written as it is dialled in the country.
    private static @Nullable String suggestion(Mention mention, Set<String> known) {
        var bare = mention.code().replaceFirst("^[+]?0*", "");
        return known.stream()
                .filter(number -> mention.kind() == Mention.Kind.NUMBER && !bare.isEmpty() && number.endsWith(bare))
                .findFirst()
                .orElseGet(() -> Nearest.to(mention.code(), known));
    }

    private static boolean isByNature(Mention mention) {
        return mention.kind() == Mention.Kind.PRIORITY_CLASS
                || mention.kind() == Mention.Kind.LINE
                || mention.kind() == Mention.Kind.SKILL
                        && BY_NATURE.matcher(mention.code()).matches();
    }

    private static String code(Mention.Kind kind) {
        return switch (kind) {
            case SKILL -> "unknown-skill";
            case AGENT -> "unknown-agent";
            case CHANNEL -> "unknown-channel";
            case CATEGORY -> "unknown-category";
            case NUMBER -> "unknown-number";
            case PRIORITY_CLASS -> "unknown-class";
            case LINE -> "unknown-line";
            case WAY_OUT -> "unknown-way-out";
        };
    }

    private Set<String> known(Mention.Kind kind) {
        return switch (kind) {
            case SKILL ->
                names(Stream.of(world.agents().values(), world.categories().values())
                        .flatMap(Collection::stream)
                        .flatMap(List::stream)
                        .map(SkillNeed::skill)
                        .map(Skill::value));
            case AGENT -> names(world.agents().keySet().stream().map(Object::toString));
            case CHANNEL -> names(world.channels().stream().map(ChannelKind::value));
            case CATEGORY ->
                names(world.categories().keySet().stream()
                        .flatMap(category -> Stream.of(category.value(), category.theme())));
            case NUMBER -> world.numbers();
            case WAY_OUT -> world.waysOut();
            case PRIORITY_CLASS, LINE -> Set.of();
        };
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }

    static String listed(Collection<CategoryCode> categories, int most) {
        return categories.stream().sorted().limit(most).map(CategoryCode::value).collect(Collectors.joining(", "));
    }
}
