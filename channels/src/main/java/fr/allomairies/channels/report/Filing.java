package fr.allomairies.channels.report;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.store.Inbox;
import fr.allomairies.contact.ChannelKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/// Takes a new report in. The app gets its number when the report is stored, and the same number when it sends the same
/// report again.
@Component
class Filing {

    private static final Logger LOG = LoggerFactory.getLogger(Filing.class);

    private final ReportForm forms;
    private final ChannelDoor door;
    private final Inbox inbox;
    private final Clock clock;

    Filing(ReportForm forms, ChannelDoor door, Inbox inbox, Clock clock) {
        this.forms = forms;
        this.door = door;
        this.inbox = inbox;
        this.clock = clock;
    }

    /// Returns the number of its ticket.
    String file(Map<String, String> form, List<MultipartFile> media, Optional<String> idempotencyKey, Origin origin)
            throws Fault {
        var report = forms.read(form, media, origin);
        return accept(report.raw(externalId(report, form, idempotencyKey, origin)));
    }

    /// The number of what was sent under that key.
    Optional<String> number(String idempotencyKey, Origin origin) {
        return inbox.brought(ChannelKind.REPORT, keyed(idempotencyKey, origin)).flatMap(Inbox.Known::number);
    }

    private String accept(RawMessage raw) throws Fault {
        try {
            return door.accept(ChannelKind.REPORT, raw);
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("report-not-registered");
            throw Fault.notNow("the report cannot be registered now; send it again with the same Idempotency-Key");
        }
    }

    /// What the app says makes two reports one; else the same device or address saying the same on the same day; else
    /// each report is new.
    private String externalId(Report report, Map<String, String> form, Optional<String> idempotencyKey, Origin origin) {
        return idempotencyKey
                .filter(key -> !key.isBlank())
                .map(key -> keyed(key, origin))
                .or(() -> Optional.ofNullable(form.get("device_id"))
                        .or(() -> Optional.ofNullable(report.email()))
                        .filter(sender -> !sender.isBlank())
                        .map(sender -> hash(origin.app(), "same", sender, today().toString(), report.fingerprint())))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static String keyed(String key, Origin origin) {
        return hash(origin.app(), "key", key);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String hash(String... parts) {
        return RawMessage.fingerprint(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
