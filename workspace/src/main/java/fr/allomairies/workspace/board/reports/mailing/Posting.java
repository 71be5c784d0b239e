package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.channels.HouseMail;
import fr.allomairies.channels.HouseMail.Enclosed;
import fr.allomairies.channels.HouseMail.NotTaken;
import fr.allomairies.channels.HouseRetry;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.workspace.board.reports.ReportFile;
import fr.allomairies.workspace.board.reports.mailing.Mailing.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Takes the reports to the city's mail server, on any node, and again for a day while it does not take them. The
/// same mail sent twice, because somebody died in between, has the same Message-ID.
@Component
class Posting {

    private static final Logger LOG = LoggerFactory.getLogger(Posting.class);
    private static final int BATCH = 10;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final NotTaken TOO_OLD = new NotTaken("too-old", true);
    private static final NotTaken NOT_MADE = new NotTaken("report-not-made", false);
    private static final NotTaken NOT_ALLOWED = new NotTaken("address-not-allowed", true);

    private final Mailings mailings;
    private final ReportFile reports;
    private final HouseMail mail;
    private final MailingSettings settings;
    private final MessageSource texts;
    private final Clock clock;
    private final String publicUrl;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Posting(
            Mailings mailings,
            ReportFile reports,
            HouseMail mail,
            MailingSettings settings,
            MessageSource texts,
            Clock clock,
            @Value("${allo.public-url:http://localhost:8080}") String publicUrl) {
        this.mailings = mailings;
        this.reports = reports;
        this.mail = mail;
        this.settings = settings;
        this.texts = texts;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /// @param why there is none
    private record Made(String subject, String text, List<Enclosed> files, Optional<NotTaken> why) {

        static Made not(NotTaken why) {
            return new Made("", "", List.of(), Optional.of(why));
        }
    }

    /// A report is made once for all its readers of the round.
    void round() {
        var now = clock.instant();
        var made = new ConcurrentHashMap<UUID, Made>();
        var tasks = mailings.claim(now, now.plus(HouseRetry.CLAIMED_FOR), BATCH).stream()
                .map(message -> Executors.callable(() -> send(message, made)))
                .toList();
        try {
            threads.invokeAll(tasks, HouseRetry.ROUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Message message, Map<UUID, Made> made) {
        try {
            var mailing = mailings.mailing(message.mailing()).orElseThrow();
            var report = made.computeIfAbsent(mailing.id(), _ -> make(mailing));
            var failure = report.why().or(() -> send(message, report));
            if (failure.isEmpty()) {
                mailings.sent(message, clock.instant());
            } else {
                failed(message, mailing, failure.get());
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("message", message.id()).log("report-message-failed");
        }
    }

    private Made make(Mailing mailing) {
        try {
            return files(mailing)
                    .map(files -> new Made(
                            text(mailing, "mailings.mail.subject." + (mailing.every() == Every.DAY ? "day" : "days")),
                            text(mailing, "mailings.mail.text"),
                            files,
                            Optional.empty()))
                    .orElseGet(() -> Made.not(TOO_OLD));
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("mailing", mailing.id()).log("report-not-made");
            return Made.not(NOT_MADE);
        }
    }

    private Optional<List<Enclosed>> files(Mailing mailing) {
        var language = Locale.of(mailing.language());
        return reports.summary(
                        Making.interval(mailing.first(), mailing.last()),
                        mailing.every().step(),
                        mailing.tables(),
                        language)
                .map(summary -> mailing.types().stream()
                        .map(type -> new Enclosed(
                                type.file(mailing.first(), mailing.last()),
                                type.media(),
                                reports.bytes(summary, type, language)))
                        .toList());
    }

    /// Who was allowed when it was written down may be so no more.
    private Optional<NotTaken> send(Message message, Made made) {
        var address = new EmailAddress(message.target());
        if (!settings.allows(address, mail.domain())) {
            return Optional.of(NOT_ALLOWED);
        }
        return mail.send(message.id().toString(), address, made.subject(), made.text(), made.files());
    }

    private String text(Mailing mailing, String key) {
        var address = publicUrl + "/reports?from=" + mailing.first() + "&to=" + mailing.last();
        var values = new Object[] {mailing.name(), day(mailing.first()), day(mailing.last()), address};
        return texts.getMessage(key, values, Locale.of(mailing.language()));
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    private void failed(Message message, Mailing mailing, NotTaken failure) {
        var again = failure.forGood()
                ? Optional.<Instant>empty()
                : HouseRetry.again(mailing.madeAt(), message.tries(), clock.instant());
        mailings.failed(message, failure.code(), again.orElse(null));
        LOG.atWarn()
                .addKeyValue("message", message.id())
                .addKeyValue("code", failure.code())
                .addKeyValue("again", again.isPresent())
                .log("report-message-not-taken");
    }
}
