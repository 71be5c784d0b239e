package fr.allomairies.workspace.board.alerts;

import fr.allomairies.channels.HouseMail;
import fr.allomairies.channels.HouseRetry;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Takes the messages out of the database to where they belong, on any node, and again for a day while it fails.
@Component
class Sending {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int BATCH = 20;
    private static final HouseMail.NotTaken NOT_MADE = new HouseMail.NotTaken("message-not-made", false);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");

    private final AlertStore alerts;
    private final HouseMail mail;
    private final Webhook webhook;
    private final Words words;
    private final Clock clock;
    private final String publicUrl;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Sending(
            AlertStore alerts,
            HouseMail mail,
            Webhook webhook,
            Words words,
            Clock clock,
            @Value("${allo.public-url:http://localhost:8080}") String publicUrl) {
        this.alerts = alerts;
        this.mail = mail;
        this.webhook = webhook;
        this.words = words;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /// Side by side, so that a receiver who is slow holds up nobody but the next round, and that for
    /// [HouseRetry#ROUND] at most.
    void round() {
        var now = clock.instant();
        var due = alerts.claim(now, now.plus(HouseRetry.CLAIMED_FOR), BATCH);
        var tasks = due.stream()
                .map(message -> Executors.callable(() -> send(message)))
                .toList();
        try {
            threads.invokeAll(tasks, HouseRetry.ROUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Message message) {
        try {
            var failure = alerts.alert(message.alert()).flatMap(alert -> attempt(message, alert));
            if (failure.isEmpty()) {
                alerts.sent(message, clock.instant());
            } else {
                failed(message, failure.get());
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("message", message.id()).log("alert-message-failed");
        }
    }

    private Optional<HouseMail.NotTaken> attempt(Message message, Alert alert) {
        try {
            return send(message, alert);
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("message", message.id()).log("alert-message-not-made");
            return Optional.of(NOT_MADE);
        }
    }

    private Optional<HouseMail.NotTaken> send(Message message, Alert alert) {
        return switch (message.way()) {
            case MAIL ->
                mail.send(
                        message.id().toString(),
                        new EmailAddress(message.target()),
                        subject(message, alert),
                        text(message, alert),
                        List.of());
            case WEBHOOK -> webhook.send(message, alert).map(code -> new HouseMail.NotTaken(code, false));
        };
    }

    private void failed(Message message, HouseMail.NotTaken failure) {
        var now = clock.instant();
        var again = failure.forGood()
                ? Optional.<Instant>empty()
                : HouseRetry.again(message.madeAt(), message.tries(), now);
        alerts.failed(message, failure.code(), again.orElse(null));
        LOG.atWarn()
                .addKeyValue("message", message.id())
                .addKeyValue("way", message.way())
                .addKeyValue("code", failure.code())
                .addKeyValue("again", again.isPresent())
                .log("alert-message-not-taken");
    }

    private String subject(Message message, Alert alert) {
        return words.text(
                message.raised() ? "alerts.mail.raised.subject" : "alerts.mail.ended.subject",
                locale(message),
                alert.name());
    }

    private String text(Message message, Alert alert) {
        var condition =
                words.condition(alert.figure(), alert.scope(), alert.above(), alert.threshold(), locale(message));
        var value = words.value(alert.figure(), alert.value(), locale(message));
        return words.text(
                message.raised() ? "alerts.mail.raised.text" : "alerts.mail.ended.text",
                locale(message),
                condition,
                time(alert.raisedAt()),
                value,
                time(message.madeAt()),
                publicUrl + "/board/alerts");
    }

    private static Locale locale(Message message) {
        return Locale.of(message.language());
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(Interval.CITY));
    }
}
