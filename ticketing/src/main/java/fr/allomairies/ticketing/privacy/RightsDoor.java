package fr.allomairies.ticketing.privacy;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.PrivacyEvent.PersonalDataExported;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.CitizenRights;
import fr.allomairies.ticketing.PersonalData;
import fr.allomairies.ticketing.PersonalData.Traces;
import fr.allomairies.ticketing.Readings;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.store.CitizenFiles;
import fr.allomairies.ticketing.store.PersonalRows;
import fr.allomairies.ticketing.store.PrivacyAccount;
import fr.allomairies.ticketing.store.PrivacyAccount.Request;
import fr.allomairies.ticketing.wording.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What a citizen may ask for.
@Component
class RightsDoor implements CitizenRights {

    private static final int SHORTEST_WHY = 10;
    private static final int LONGEST_WHY = 500;

    private final CitizenFiles files;
    private final PersonalRows rows;
    private final PrivacyAccount account;
    private final Readings readings;
    private final List<PersonalData> modules;
    private final Erasures erasures;
    private final Wording wording;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final CityClock clock;

    RightsDoor(
            CitizenFiles files,
            PersonalRows rows,
            PrivacyAccount account,
            Readings readings,
            List<PersonalData> modules,
            Erasures erasures,
            Wording wording,
            EventLog log,
            TransactionTemplate transaction,
            CityClock clock) {
        this.files = files;
        this.rows = rows;
        this.account = account;
        this.readings = readings;
        this.modules = modules;
        this.erasures = erasures;
        this.wording = wording;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Match> find(Sender told) {
        return files.find(told);
    }

    @Override
    public Answer open(CitizenId citizen, String why, AgentId by) {
        var reason = why.strip();
        if (reason.length() < SHORTEST_WHY || reason.length() > LONGEST_WHY) {
            return new Answer.Refused(new Refusal("reason-missing", "a reason has 10 to 500 characters"));
        }
        return transaction.execute(_ -> files.citizen(citizen)
                .<Answer>map(_ -> new Answer.Opened(read(citizen, reason, by)))
                .orElseGet(() -> new Answer.Refused(new Refusal("citizen-gone", "nobody is known by that"))));
    }

    private UUID read(CitizenId citizen, String why, AgentId by) {
        var request = request(Kind.READ, citizen, why, by);
        account.add(request);
        files.tickets(citizen).forEach(ticket -> readings.read(ticket, by, Readings.Purpose.RIGHTS));
        return request.id();
    }

    private Request request(Kind kind, CitizenId citizen, String why, AgentId by) {
        return new Request(UUID.randomUUID(), kind, citizen, why, by, clock.now());
    }

    @Override
    public Optional<File> file(UUID request, AgentId by) {
        return opened(request, by)
                .flatMap(open -> files.citizen(open.citizen())
                        .map(who -> new File(who, open.why(), files.lines(open.citizen()))));
    }

    private Optional<Request> opened(UUID id, AgentId by) {
        return account.request(id)
                .filter(request -> request.kind() == Kind.READ
                        && by.equals(request.by())
                        && request.at().plus(OPEN).isAfter(clock.now()));
    }

    @Override
    public boolean export(UUID request, AgentId by, OutputStream to) throws IOException {
        var open = opened(request, by);
        if (open.isEmpty() || files.citizen(open.get().citizen()).isEmpty()) {
            return false;
        }
        var citizen = open.get().citizen();
        transaction.executeWithoutResult(_ -> {
            account.add(request(Kind.EXPORT, citizen, open.get().why(), by));
            log.append(new PersonalDataExported(clock.now(), by));
        });
        try (var dossier = new Dossier(to)) {
            copy(citizen, dossier);
        }
        return true;
    }

    private void copy(CitizenId citizen, Dossier dossier) throws IOException {
        var who = files.citizen(citizen).orElseThrow();
        var known = new LinkedHashMap<String, Object>();
        known.put("name", who.name() == null ? "" : who.name());
        known.put("addresses", String.join(", ", who.addresses()));
        known.put("known_since", who.knownSince().toString());
        dossier.facts("citizen", List.of(known));
        var traces = traces(citizen);
        for (var module : modules) {
            module.copy(traces, dossier);
        }
        dossier.write(say("title"), say("made", wording.moment(Locale.FRENCH, clock.now())), words());
    }

    private Traces traces(CitizenId citizen) {
        var said = rows.traces(files.tickets(citizen));
        var addresses = rows.addresses(citizen);
        return new Traces(said.tickets(), said.contacts(), said.interactions(), addresses.emails(), addresses.phones());
    }

    private Map<String, String> words() {
        var words = new LinkedHashMap<String, String>();
        for (var name : say("words").split(";")) {
            var pair = name.split("=", 2);
            words.put(pair[0], pair[1]);
        }
        return words;
    }

    private String say(String key, Object... arguments) {
        return wording.say(Locale.FRENCH, "ticketing.dossier." + key, arguments);
    }

    @Override
    public Optional<Erased> erase(UUID request, AgentId by) {
        return opened(request, by)
                .filter(open -> files.citizen(open.citizen()).isPresent())
                .map(open -> erasures.order(request(Kind.ERASURE, open.citizen(), open.why(), by), by));
    }

    @Override
    public List<Act> acts(int limit) {
        return account.acts(limit);
    }
}
