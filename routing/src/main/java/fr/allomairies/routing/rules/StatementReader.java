package fr.allomairies.routing.rules;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.rules.Mention.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads one line that is not empty.
final class StatementReader {

    static final Pattern CHANNEL = Pattern.compile("[a-z][a-z-]{0,19}");
    static final String OTHER = "other";
    private static final Duration A_MONTH = Duration.ofDays(31);
    private static final int MOST_MINUTES = 100_000;
    private static final int MOST_RATE = 1000;

    private static final Map<String, Setting> SETTINGS =
            Stream.of(Setting.values()).collect(Collectors.toMap(Setting::word, Function.identity()));
    static final List<String> FIRST_WORDS = Stream.concat(
                    SETTINGS.keySet().stream(),
                    Stream.of("fairness", "channel", "class", "line", "step", "prefer", "overflow"))
            .sorted()
            .toList();

    private final Words words;

    StatementReader(Words words) {
        this.words = words;
    }

    Statement read() throws Misread {
        var fault = words.misread("unknown-statement");
        var first = words.word("unknown-statement");
        var setting = SETTINGS.get(first);
        var statement = setting == null
                ? statement(first).orElseThrow(() -> fault.near(FIRST_WORDS))
                : new Statement.Time(setting, words.time(setting.least(), setting.most()));
        words.end();
        return statement;
    }

    private Optional<Statement> statement(String first) throws Misread {
        return switch (first) {
            case "fairness" -> Optional.of(new Statement.Fairness(words.rate(0, 100)));
            case "channel" -> Optional.of(channel());
            case "class" -> Optional.of(new Statement.Class(priorityClass()));
            case "line" -> Optional.of(head());
            case "step" -> Optional.of(new Statement.Step(step()));
            case "prefer" -> Optional.of(new Statement.Prefer(new Expressions(words).requirement()));
            case "overflow" -> Optional.of(new Statement.WayOut(overflow()));
            default -> Optional.empty();
        };
    }

    private Statement channel() throws Misread {
        var channel = words.accept(OTHER)
                ? null
                : new ChannelKind(words.mentioned(Kind.CHANNEL, CHANNEL, "expected-channel"));
        var said = new Attributes(words);
        while (!words.isEmpty()) {
            switch (said.next("cost", "limit", "wrap-up", "interrupts", "interruptible")) {
                case "cost" -> said.put("cost", words.whole(1, 100));
                case "limit" -> said.put("limit", words.whole(1, 100));
                case "wrap-up" -> said.put("wrap-up", words.time(Duration.ZERO, Duration.ofHours(1)));
                case String flag -> said.put(flag, true);
            }
        }
        return new Statement.Channel(
                channel,
                new ChannelRule(
                        said.find("cost", Integer.class),
                        said.need("limit", Integer.class),
                        said.need("wrap-up", Duration.class),
                        said.has("interrupts"),
                        said.has("interruptible")));
    }

    private PriorityClass priorityClass() throws Misread {
        var code = words.code(Words.CODE, "expected-name");
        var said = new Attributes(words);
        said.put("urgency", 0);
        said.put("within", Duration.ZERO);
        while (!words.isEmpty()) {
            switch (said.next("priority", "slope", "cap", "max-wait", "urgency")) {
                case "priority" -> said.put("priority", words.whole(0, MOST_MINUTES));
                case "slope" -> said.put("slope", words.rate(0, MOST_RATE));
                case "cap" -> said.put("cap", minutes());
                case "max-wait" -> said.put("max-wait", words.time(Duration.ofSeconds(1), A_MONTH));
                case String _ -> {
                    said.put("urgency", words.rate(0, MOST_RATE));
                    words.expect("within");
                    said.put("within", words.time(Duration.ZERO, A_MONTH));
                }
            }
        }
        return new PriorityClass(
                code,
                said.need("slope", Integer.class),
                said.need("priority", Integer.class),
                said.need("cap", Integer.class),
                said.need("urgency", Integer.class),
                said.need("within", Duration.class),
                said.need("max-wait", Duration.class, "class-without-max-wait", code));
    }

    private int minutes() throws Misread {
        var time = words.time(Duration.ZERO, Duration.ofMinutes(MOST_MINUTES));
        if (time.toSecondsPart() != 0) {
            throw words.wrong("whole-minutes");
        }
        return (int) time.toMinutes();
    }

    private Statement head() throws Misread {
        var name = words.code(Words.CODE, "expected-name");
        words.expect("when");
        var when = new Expressions(words).condition();
        words.expect("class");
        return new Statement.Head(name, when, words.mentioned(Kind.PRIORITY_CLASS, Words.CODE, "expected-class"));
    }

    private RelaxStep step() throws Misread {
        var after = words.accept("after") ? words.time(Duration.ZERO, A_MONTH) : Duration.ZERO;
        return new RelaxStep(after, new Expressions(words).requirement());
    }

    private Overflow overflow() throws Misread {
        var toLine = words.accept("to");
        var to = toLine ? otherLine() : words.mentioned(Kind.WAY_OUT, Words.CODE, "expected-way-out");
        words.expect("after");
        var after = words.time(Duration.ZERO, A_MONTH);
        if (!words.accept("if")) {
            return new Overflow(after, Trigger.WAITED, 0, to, toLine);
        }
        if (words.accept("nobody")) {
            return new Overflow(after, Trigger.NOBODY, 0, to, toLine);
        }
        if (!words.accept("waiting-per-agent")) {
            throw words.misread("expected-trigger").near(List.of("nobody", "waiting-per-agent"));
        }
        words.expect(">");
        return new Overflow(after, Trigger.CROWDED, words.whole(0, 1000), to, toLine);
    }

    private String otherLine() throws Misread {
        words.expect("line");
        return words.mentioned(Kind.LINE, Words.CODE, "expected-line");
    }

    /// What follows a code, in any order, each at most once.
    private static final class Attributes {

        private final Words words;
        private final Map<String, Object> said = new TreeMap<>();
        private final Map<String, Boolean> read = new TreeMap<>();

        Attributes(Words words) {
            this.words = words;
        }

        String next(String... known) throws Misread {
            var fault = words.misread("expected-one-of", String.join(", ", known));
            var word = words.word("expected-one-of");
            if (!List.of(known).contains(word)) {
                throw fault.near(List.of(known));
            }
            if (read.put(word, true) != null) {
                throw words.wrong("said-twice");
            }
            return word;
        }

        void put(String name, Object value) {
            said.put(name, value);
        }

        boolean has(String name) {
            return said.containsKey(name);
        }

        <T> @Nullable T find(String name, java.lang.Class<T> type) {
            return type.cast(said.get(name));
        }

        <T> T need(String name, java.lang.Class<T> type) throws Misread {
            return need(name, type, "lacks", name);
        }

        <T> T need(String name, java.lang.Class<T> type, String code, String argument) throws Misread {
            var value = find(name, type);
            if (value == null) {
                throw words.misread(code, argument).asIs();
            }
            return value;
        }
    }
}
