package fr.allomairies.bench.day;

import fr.allomairies.bench.day.Ledger.Sent;
import fr.allomairies.bench.day.PlannedContact.Call;
import fr.allomairies.bench.day.PlannedContact.Chat;
import fr.allomairies.bench.day.PlannedContact.Mail;
import fr.allomairies.bench.day.PlannedContact.MailKind;
import fr.allomairies.bench.day.PlannedContact.Report;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the citizens sent held against what the system recorded. It closes when every contact sent is recorded
/// exactly once and over, everything that must not become a contact did not, and nobody is recorded who never came.
///
/// @param lost sent, and not recorded
/// @param doubled recorded more often than it came
/// @param open recorded, and not over yet
/// @param unsent what the protocol refused or broke on before it was through, so that the citizen knows
record Account(List<Line> lines, List<String> lost, List<String> doubled, List<String> open, List<String> unsent) {

    /// One channel's sums.
    ///
    /// @param setAside duplicates, bounces and automatic answers recognised as such
    record Line(
            String channel,
            int sent,
            int setAside,
            int recorded,
            int answered,
            int abandoned,
            int machine,
            int acknowledged) {}

    static Account of(Ledger ledger, List<Recorded> recorded) {
        var reconciliation = new Reconciliation(recorded);
        ledger.all().forEach(reconciliation::hold);
        return reconciliation.account();
    }

    boolean closes() {
        return lost.isEmpty() && doubled.isEmpty() && open.isEmpty() && unsent.isEmpty();
    }

    private static final class Reconciliation {

        private final List<Recorded> recorded;
        private final Set<Recorded> explained = new HashSet<>();
        private final List<String> lost = new ArrayList<>();
        private final List<String> doubled = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private final List<String> unsent = new ArrayList<>();
        private final List<Tally> tallies =
                List.of(new Tally("voice"), new Tally("email"), new Tally("report"), new Tally("chat"));

        Reconciliation(List<Recorded> recorded) {
            this.recorded = recorded;
        }

        void hold(Sent sent) {
            var channel = channel(sent.contact());
            var tally = tallies.stream()
                    .filter(each -> each.channel.equals(channel))
                    .findFirst()
                    .orElseThrow();
            tally.sent++;
            var name = channel + " nº " + sent.contact().nth() + " (" + sent.key() + ")";
            var found = recorded.stream().filter(row -> matches(sent, row)).toList();
            if (sent.seen() == Ledger.Seen.FAILED) {
                explained.addAll(found);
                unsent.add(name + (found.isEmpty() ? "" : ", but recorded"));
                return;
            }
            if (becomesAContact(sent.contact())) {
                holdContact(name, found);
            } else {
                holdNoContact(sent.contact(), name, found, tally);
            }
        }

        private void holdContact(String name, List<Recorded> found) {
            explained.addAll(found);
            if (found.isEmpty()) {
                lost.add(name);
            } else if (found.size() > 1) {
                doubled.add(name + " recorded " + found.size() + " times");
            } else if (!found.getFirst().over()) {
                open.add(name);
            }
        }

        private void holdNoContact(PlannedContact contact, String name, List<Recorded> found, Tally tally) {
            var allowed = contact instanceof Mail mail && mail.kind() == MailKind.DUPLICATE ? 1 : 0;
            if (found.size() > allowed) {
                doubled.add(name + " became a contact");
            } else {
                tally.setAside++;
            }
        }

        Account account() {
            recorded.stream()
                    .filter(row -> !explained.contains(row))
                    .forEach(row ->
                            doubled.add(row.channel() + " recorded, and nobody sent it (" + row.externalId() + ")"));
            return new Account(
                    tallies.stream().map(tally -> tally.line(explained)).toList(), lost, doubled, open, unsent);
        }

        private static boolean matches(Sent sent, Recorded row) {
            return row.channel().equals(channel(sent.contact()))
                    && (sent.contact() instanceof Report
                            ? row.ticket().equals(sent.key())
                            : row.externalIds().contains(sent.key()));
        }
    }

    private static final class Tally {

        private final String channel;
        private int sent;
        private int setAside;

        Tally(String channel) {
            this.channel = channel;
        }

        Line line(Set<Recorded> recorded) {
            var mine = recorded.stream()
                    .filter(row -> row.channel().equals(channel))
                    .collect(Collectors.toSet());
            return new Line(
                    channel,
                    sent,
                    setAside,
                    mine.size(),
                    count(mine, Recorded::answered),
                    count(mine, row -> row.outcome().equals("ABANDONED")),
                    count(mine, row -> row.outcome().equals("SELF_SERVED")),
                    count(mine, Recorded::acknowledged));
        }

        private static int count(Set<Recorded> rows, java.util.function.Predicate<Recorded> wanted) {
            return (int) rows.stream().filter(wanted).count();
        }
    }

    private static boolean becomesAContact(PlannedContact contact) {
        return !(contact instanceof Mail mail) || mail.kind() == MailKind.NEW || mail.kind() == MailKind.REPLY;
    }

    private static String channel(PlannedContact contact) {
        return switch (contact) {
            case Call _ -> "voice";
            case Mail _ -> "email";
            case Report _ -> "report";
            case Chat _ -> "chat";
        };
    }
}
