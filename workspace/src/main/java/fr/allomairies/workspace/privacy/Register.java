package fr.allomairies.workspace.privacy;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.Mailboxes;
import fr.allomairies.telephony.ListeningSettings;
import fr.allomairies.telephony.RecordingArchive;
import fr.allomairies.telephony.RecordingSettings;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.MunicipalService.Way;
import fr.allomairies.ticketing.PersonalData.Holding;
import fr.allomairies.ticketing.Retention;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// What is done with personal data in this installation, drawn from its settings and from what the modules say they
/// keep. Source: GDPR, art. 30.
@Component
class Register {

    private final Retention retention;
    private final RecordingArchive recordings;
    private final RecordingSettings recording;
    private final ListeningSettings listening;
    private final Catalogue catalogue;
    private final Mailboxes mailboxes;
    private final Environment environment;

    Register(
            Retention retention,
            RecordingArchive recordings,
            RecordingSettings recording,
            ListeningSettings listening,
            Catalogue catalogue,
            Mailboxes mailboxes,
            Environment environment) {
        this.retention = retention;
        this.recordings = recordings;
        this.recording = recording;
        this.listening = listening;
        this.catalogue = catalogue;
        this.mailboxes = mailboxes;
        this.environment = environment;
    }

    /// @param keep code of the rule, with what it needs to be said
    /// @param stores tables and their columns
    public record Activity(String code, boolean active, Kept keep, List<String> stores) {}

    /// @param code of the sentence
    /// @param from the shortest time, in months or days
    /// @param to the longest
    public record Kept(String code, long from, long to) {}

    List<Activity> activities() {
        var months = retention();
        var tickets = new Kept("ticket", months.getFirst(), months.getLast());
        var traces = new Kept(
                "traces", retention.periods().traceMonths(), retention.periods().traceMonths());
        var year = new Kept("year", 1, 1);
        return List.of(
                activity(
                        "requests",
                        true,
                        tickets,
                        Set.of(
                                "citizen",
                                "citizen_address",
                                "ticket",
                                "interaction",
                                "thread_id",
                                "hand_over",
                                "ticket_task",
                                "attachment",
                                "satisfaction",
                                "ticket_search",
                                "ticket_search_word")),
                activity("messages", true, tickets, Set.of("channels_inbox", "channels_outbox")),
                activity(
                        "chat",
                        true,
                        tickets,
                        Set.of(
                                "channels_chat_conversation",
                                "channels_chat_message",
                                "channels_chat_assistant_line",
                                "channels_chat_way",
                                "channels_messaging_event",
                                "channels_messaging_sent")),
                activity("calls", true, traces, Set.of("call", "call_talk", "missed_call")),
                activity("blocked", true, traces, Set.of("blocked_caller")),
                activity("learning", true, tickets, Set.of("assistant_label")),
                activity("voicemail", true, tickets, Set.of("vault_piece")),
                activity(
                        "recording",
                        recordings.isOn(),
                        new Kept(
                                "days",
                                recording.keep().toDays(),
                                recording.keep().toDays()),
                        Set.of("call_recording", "recording_listening")),
                activity("listening", listening.enabled(), year, Set.of("live_listening")),
                activity("rights", true, year, Set.of("rights_request")),
                activity("readings", true, year, Set.of("ticket_reading")),
                activity("rosters", true, year, Set.of()),
                activity("voices", true, new Kept("voices", 0, 0), Set.of()),
                activity("accounts", true, new Kept("accounts", 0, 0), Set.of()),
                activity(
                        "events",
                        !environment
                                .getProperty("allo.kafka.bootstrap-servers", "")
                                .isBlank(),
                        new Kept("events", 0, 0),
                        Set.of()));
    }

    private List<Integer> retention() {
        return Stream.concat(
                        catalogue.known().stream().map(Category::code).map(retention::months),
                        retention.periods().channels().values().stream())
                .sorted()
                .toList();
    }

    private Activity activity(String code, boolean active, Kept keep, Set<String> tables) {
        var stores = retention.holdings().stream()
                .filter(holding -> tables.contains(holding.table()))
                .map(Register::store)
                .sorted()
                .toList();
        return new Activity(code, active, keep, stores);
    }

    private static String store(Holding holding) {
        return holding.table() + " (" + String.join(", ", holding.columns()) + ")";
    }

    /// Where mails, events and requests come from and go to, by the names of settings or by the way.
    Map<String, String> partners() {
        var named = Map.of(
                "services.mail", services(Way.MAIL, Register::mailbox),
                "services.webhook", services(Way.WEBHOOK, Register::host),
                "allo.mail.imap.host", hosts(CityMailbox::imap),
                "allo.mail.smtp.host", hosts(CityMailbox::smtp),
                "allo.kafka.bootstrap-servers", environment.getProperty("allo.kafka.bootstrap-servers", ""));
        return named.entrySet().stream()
                .filter(partner -> !partner.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String services(Way way, Function<MunicipalService, @Nullable String> where) {
        return catalogue.services().stream()
                .map(catalogue::service)
                .flatMap(Optional::stream)
                .filter(service -> service.way() == way)
                .map(service -> service.labelFr() + " (" + where.apply(service) + ")")
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String mailbox(MunicipalService service) {
        return service.email() == null ? null : service.email().value();
    }

    private static @Nullable String host(MunicipalService service) {
        return service.webhook() == null ? null : service.webhook().getAuthority();
    }

    private String hosts(Function<CityMailbox, CityMailbox.Server> which) {
        return mailboxes.all().stream()
                .filter(CityMailbox::active)
                .map(which)
                .map(CityMailbox.Server::host)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
