package fr.allomairies.bench.day;

import fr.allomairies.bench.day.PlannedContact.Call;
import fr.allomairies.bench.day.PlannedContact.Chat;
import fr.allomairies.bench.day.PlannedContact.Mail;
import fr.allomairies.bench.day.PlannedContact.Report;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// `./allo day`: plays a city's day against the running system and reconciles the account.
/// Exit code 0 when it closes, 1 when it does not, 2 when the day could not be played.
public final class Day {

    private static final Duration LET_FINISH = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final DayOptions options;
    private final City city;
    private final Ledger ledger = new Ledger();

    Day(DayOptions options, City city) {
        this.options = options;
        this.city = city;
    }

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws InterruptedException {
        try {
            var options = DayOptions.parse(args, System.getenv());
            try (var city = City.find(options)) {
                return new Day(options, city).play() ? 0 : 1;
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + DayOptions.USAGE);
        } catch (IOException e) {
            System.err.println("The day could not be played: " + e.getMessage());
        }
        return 2;
    }

    private boolean play() throws IOException, InterruptedException {
        var counters = new SimulatedAgent.Counters();
        var began = Instant.now();
        System.out.printf(
                "A day of %d contacts in %s, answered by %d téléconseillers (seed %d)%n",
                options.contacts(), DayReport.text(options.in()), options.agents(), options.seed());
        var staff = Staff.hire(city, options, counters);
        var watch = new BoardWatch(city.supervisor());
        watch.start();
        arrive();
        var recorded = finish(began);
        staff.goHome();
        watch.stop();
        var account = Account.of(ledger, recorded);
        new DayReport(account, city, counters, watch, began, staff.troubles()).print();
        return account.closes();
    }

    /// Lets everybody turn to the city at his time, and returns when the last one is through.
    void arrive() throws IOException, InterruptedException {
        var plan = DayPlan.of(options.seed(), options.contacts(), options.in());
        var citizens = Citizens.of(city, options, ledger);
        var progress = Thread.ofVirtual().start(() -> showProgress(plan));
        var began = System.nanoTime();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            play(pool, () -> citizens.callers().call(plan.calls()));
            for (var contact : plan.contacts()) {
                var early = contact.at().toNanos() - (System.nanoTime() - began);
                if (early > 0) {
                    Thread.sleep(Duration.ofNanos(early));
                }
                play(pool, () -> act(citizens, contact));
            }
        }
        progress.interrupt();
        plan.contacts().stream()
                .filter(contact -> ledger.of(contact.nth()).isEmpty())
                .forEach(contact -> ledger.write(contact, "never sent", Ledger.Seen.FAILED));
    }

    /// What fails is said, and its contacts stay without an entry in the ledger.
    private static void play(ExecutorService pool, Task task) {
        pool.execute(() -> {
            try {
                task.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                System.out.println("  not played: " + e.getMessage());
            }
        });
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private static void act(Citizens citizens, PlannedContact contact) throws InterruptedException {
        switch (contact) {
            case Call _ -> {} // all together, at their times
            case Mail mail -> citizens.mail().write(mail);
            case Report report -> citizens.reporter().send(report);
            case Chat chat -> citizens.chatter().chat(chat);
        }
    }

    /// Waits until every contact is over, acknowledgements included, but not for ever.
    List<Recorded> finish(Instant began) throws IOException, InterruptedException {
        var until = Instant.now().plus(LET_FINISH);
        var recorded = city.recordedSince(began);
        while (Instant.now().isBefore(until) && !settled(recorded)) {
            Thread.sleep(LOOK_AGAIN);
            recorded = city.recordedSince(began);
        }
        return recorded;
    }

    private boolean settled(List<Recorded> recorded) {
        var account = Account.of(ledger, recorded);
        return account.open().isEmpty() && account.lost().isEmpty();
    }

    private void showProgress(DayPlan plan) {
        var began = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(10));
                var gone = Duration.ofNanos(System.nanoTime() - began);
                System.out.printf(
                        "  %s  %d of %d through%n",
                        DayReport.text(gone), ledger.size(), plan.contacts().size());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The citizens, one object for each way to turn to the city.
    record Citizens(Callers callers, MailWriter mail, Reporter reporter, Chatter chatter) {

        static Citizens of(City city, DayOptions options, Ledger ledger) throws IOException {
            var day = options.seed() + "-" + Long.toString(System.currentTimeMillis() / 1000, 36);
            var mail = new MailWriter(options, city.mailbox(), day, ledger);
            return new Citizens(
                    new Callers(city.sipp(), city.cityNumber(), day, ledger),
                    mail,
                    new Reporter(new HttpSession(options.web()), city.secret("report-key"), mail, day, ledger),
                    new Chatter(new HttpSession(options.web()), mail, day, ledger));
        }
    }
}
