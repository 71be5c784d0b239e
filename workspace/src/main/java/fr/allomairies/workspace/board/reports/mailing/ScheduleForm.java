package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.workspace.board.reports.ReportFile.Type;
import fr.allomairies.workspace.board.reports.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A schedule as typed in the form: anything may be wrong in it.
public record ScheduleForm(
        String name,
        String every,
        String hour,
        List<String> tables,
        List<String> types,
        String mails,
        String language) {

    private static final int LONGEST_NAME = 60;
    private static final int MOST_MAILS = 10;

    /// Nobody's own figures go out unless somebody wants that.
    static final ScheduleForm BLANK = new ScheduleForm(
            "",
            Every.WEEK.name(),
            "7",
            Table.KEYS.stream().filter(key -> !key.equals("agent")).toList(),
            List.of(Type.PDF.name()),
            "",
            "fr");

    static ScheduleForm of(Schedule schedule) {
        return new ScheduleForm(
                schedule.name(),
                schedule.every().name(),
                Integer.toString(schedule.hour()),
                schedule.tables(),
                schedule.types().stream().map(Type::name).toList(),
                String.join(
                        "\n", schedule.mails().stream().map(EmailAddress::value).toList()),
                schedule.language());
    }

    /// A form that was not sent by a browser may leave out anything.
    public ScheduleForm {
        name = given(name);
        every = given(every);
        hour = given(hour);
        tables = tables == null ? List.of() : tables;
        types = types == null ? List.of() : types;
        mails = given(mails);
        language = given(language);
    }

    private static String given(@Nullable String field) {
        return field == null ? "" : field;
    }

    /// By field, what is wrong with it: the key of a text.
    Map<String, String> problems(MailingSettings settings, String ownDomain) {
        var problems = new TreeMap<String, String>();
        check(problems, "name", !name.isBlank() && name.strip().length() <= LONGEST_NAME);
        check(problems, "every", Every.named(every).isPresent());
        check(problems, "hour", hour.strip().matches("\\d{1,2}") && isHour(Integer.parseInt(hour.strip())));
        check(problems, "tables", !tables.isEmpty() && Table.KEYS.containsAll(tables));
        check(problems, "types", !types.isEmpty() && names().containsAll(types));
        check(problems, "language", List.of("fr", "en").contains(language));
        var addresses = addresses();
        check(
                problems,
                "mails",
                addresses
                        .filter(list -> !list.isEmpty() && list.size() <= MOST_MAILS)
                        .isPresent());
        if (addresses.stream().flatMap(List::stream).anyMatch(address -> !settings.allows(address, ownDomain))) {
            problems.put("mails", "mailings.problem.domain");
        }
        return problems;
    }

    private static void check(Map<String, String> problems, String field, boolean good) {
        if (!good) {
            problems.put(field, "mailings.problem." + field);
        }
    }

    private static boolean isHour(int hour) {
        return hour >= Schedule.EARLIEST && hour <= Schedule.LATEST;
    }

    private static List<String> names() {
        return Arrays.stream(Type.values()).map(Type::name).toList();
    }

    /// Only of a form without problems.
    ///
    /// @param since what was due before does not go out
    Schedule schedule(UUID id, boolean active, Instant since, AgentId by, Instant at) {
        return new Schedule(
                id,
                name.strip(),
                Every.valueOf(every),
                Integer.parseInt(hour.strip()),
                Table.KEYS.stream().filter(tables::contains).toList(),
                Arrays.stream(Type.values())
                        .filter(type -> types.contains(type.name()))
                        .toList(),
                addresses().orElseThrow(),
                language,
                active,
                since,
                by,
                at);
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
}
