package fr.allomairies.channels.report;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.wording.Wording;
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
    private final Wording wording;
    private final Clock clock;

    Filing(ReportForm forms, ChannelDoor door, Wording wording, Clock clock) {
        this.forms = forms;
        this.door = door;
        this.wording = wording;
        this.clock = clock;
    }

    Document file(Map<String, String> form, List<MultipartFile> media, Optional<String> idempotencyKey) throws Fault {
        var report = forms.read(form, media);
        var number = accept(report.raw(externalId(report, form, idempotencyKey)));
        var fields = Document.fields();
        fields.put("service_request_id", number);
        fields.put("service_notice", wording.of("channels.report.notice", report.language()));
        fields.put("account_id", null);
        return Document.of("service_requests", "request", List.of(fields));
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
    private String externalId(Report report, Map<String, String> form, Optional<String> idempotencyKey) {
        var app = form.getOrDefault("api_key", "");
        return idempotencyKey
                .filter(key -> !key.isBlank())
                .map(key -> hash(app, "key", key))
                .or(() -> Optional.ofNullable(form.get("device_id"))
                        .or(() -> Optional.ofNullable(report.email()))
                        .filter(sender -> !sender.isBlank())
                        .map(sender -> hash(app, "same", sender, today().toString(), report.fingerprint())))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String hash(String... parts) {
        return RawMessage.fingerprint(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
