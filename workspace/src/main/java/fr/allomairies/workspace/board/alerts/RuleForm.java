package fr.allomairies.workspace.board.alerts;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A rule as typed in the form: anything may be wrong in it.
///
/// @param threshold in the unit of the figure, shares in percent
/// @param release empty: the same as the threshold
/// @param lasting seconds
public record RuleForm(
        String name,
        String figure,
        String scope,
        String direction,
        String threshold,
        String release,
        String lasting,
        boolean whenOpen,
        boolean sound,
        String mails,
        String language,
        String webhook) {

    private static final int LONGEST_NAME = 60;
    private static final int MOST_MAILS = 5;
    private static final int LONGEST_ADDRESS = 300;
    private static final int LONGEST_LASTING = 3600;
    private static final double HIGHEST = 100_000;
    private static final int PERCENT = 100;

    static final RuleForm BLANK = new RuleForm(
            "", Figure.LONGEST_WAIT.name(), "channel:voice", "above", "180", "", "30", true, true, "", "fr", "");

    static RuleForm of(Rule rule) {
        return new RuleForm(
                rule.name(),
                rule.figure().name(),
                rule.scope().toString(),
                rule.above() ? "above" : "below",
                typed(rule.figure(), rule.threshold()),
                rule.release() == rule.threshold() ? "" : typed(rule.figure(), rule.release()),
                Long.toString(rule.lasting().toSeconds()),
                rule.whenOpen(),
                rule.sound(),
                String.join("\n", rule.mails().stream().map(EmailAddress::value).toList()),
                rule.language(),
                rule.webhook() == null ? "" : rule.webhook().toString());
    }

    /// A form that was not sent by a browser may leave out anything.
    public RuleForm {
        name = given(name);
        figure = given(figure);
        scope = given(scope);
        direction = given(direction);
        threshold = given(threshold);
        release = given(release);
        lasting = given(lasting);
        mails = given(mails);
        language = given(language).isEmpty() ? "fr" : given(language);
        webhook = given(webhook);
    }

    private static String given(@Nullable String field) {
        return field == null ? "" : field;
    }

    /// By field, what is wrong with it: a code.
    Map<String, String> problems(AlertSettings settings) {
        var problems = new TreeMap<String, String>();
        var known = Figure.named(figure);
        check(problems, "name", !name.isBlank() && name.strip().length() <= LONGEST_NAME);
        check(problems, "figure", known.isPresent());
        check(
                problems,
                "scope",
                Scope.of(scope)
                        .filter(of -> known.isEmpty() || known.get().isOf(of))
                        .isPresent());
        check(problems, "direction", List.of("above", "below").contains(direction));
        var limit = known.flatMap(one -> number(one, threshold));
        check(problems, "threshold", limit.isPresent());
        check(problems, "release", release.isBlank() || limit.isEmpty() || isReached(known, limit.get()));
        check(problems, "lasting", lasting.strip().matches("\\d{1,4}") && seconds() <= LONGEST_LASTING);
        check(
                problems,
                "mails",
                addresses().map(list -> list.size() <= MOST_MAILS).orElse(false));
        check(problems, "language", List.of("fr", "en").contains(language));
        if (!webhook.isBlank()) {
            check(
                    problems,
                    "webhook",
                    webhook.length() <= LONGEST_ADDRESS
                            && address().filter(settings::allows).isPresent());
        }
        return problems;
    }

    private static void check(Map<String, String> problems, String field, boolean good) {
        if (!good) {
            problems.put(field, "alerts.problem." + field);
        }
    }

    /// Whether the end lies on the good side of the threshold.
    private boolean isReached(Optional<Figure> figure, double limit) {
        return figure.flatMap(one -> number(one, release))
                .filter(end -> direction.equals("above") ? end <= limit : end >= limit)
                .isPresent();
    }

    /// Only of a form without problems.
    Rule rule(UUID id, boolean active, AgentId by, Instant at) {
        var of = Figure.valueOf(figure);
        var limit = number(of, threshold).orElseThrow();
        return new Rule(
                id,
                name.strip(),
                of,
                Scope.of(scope).orElseThrow(),
                direction.equals("above"),
                limit,
                release.isBlank() ? limit : number(of, release).orElseThrow(),
                Duration.ofSeconds(seconds()),
                whenOpen,
                sound,
                addresses().orElseThrow(),
                language,
                webhook.isBlank() ? null : address().orElseThrow(),
                active,
                by,
                at);
    }

    private int seconds() {
        return Integer.parseInt(lasting.strip());
    }

    private static Optional<Double> number(Figure figure, String typed) {
        if (!typed.strip().matches("\\d{1,6}([.,]\\d{1,2})?")) {
            return Optional.empty();
        }
        var number = Double.parseDouble(typed.strip().replace(',', '.'));
        return switch (figure.unit()) {
            case COUNT, SECONDS -> number <= HIGHEST ? Optional.of(number) : Optional.empty();
            case SHARE -> number <= PERCENT ? Optional.of(number / PERCENT) : Optional.empty();
        };
    }

    private static String typed(Figure figure, double number) {
        var shown = figure.unit() == Figure.Unit.SHARE ? number * PERCENT : number;
        return BigDecimal.valueOf(Math.round(shown * PERCENT), 2)
                .stripTrailingZeros()
                .toPlainString()
                .replace('.', ',');
    }

    private Optional<List<EmailAddress>> addresses() {
        var addresses = new ArrayList<EmailAddress>();
        for (var typed : Arrays.stream(mails.split("[\\s,;]+"))
                .filter(one -> !one.isEmpty())
                .toList()) {
            try {
                addresses.add(new EmailAddress(typed));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
        return Optional.of(addresses.stream().distinct().toList());
    }

    private Optional<URI> address() {
        try {
            return Optional.of(URI.create(webhook.strip()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
