package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.CategoryGuess;
import fr.allomairies.ticketing.Detail;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.MissedCall;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.OutsideCall;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.PlacedCall;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.ReportNearby;
import fr.allomairies.ticketing.ReportedPlace;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Taking;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketSearch;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.ticketing.store.MissedCalls;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The front door's table of contents: where each command and query goes, and in which transaction.
@Service
@Transactional
class TicketingDoor implements Ticketing {

    private final Reception reception;
    private final Correspondence correspondence;
    private final AgentWork agents;
    private final Ownership ownership;
    private final Description description;
    private final ServiceWork services;
    private final CallsToReturn callsToReturn;
    private final MissedCalls missed;
    private final Queries queries;

    TicketingDoor(
            Reception reception,
            Correspondence correspondence,
            AgentWork agents,
            Ownership ownership,
            Description description,
            ServiceWork services,
            CallsToReturn callsToReturn,
            MissedCalls missed,
            Queries queries) {
        this.reception = reception;
        this.correspondence = correspondence;
        this.agents = agents;
        this.ownership = ownership;
        this.description = description;
        this.services = services;
        this.callsToReturn = callsToReturn;
        this.missed = missed;
        this.queries = queries;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Receipt receive(InboundContact contact, @Nullable CategoryGuess guess) {
        return reception.receive(contact, guess);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Receipt receive(InboundContact contact) {
        return reception.receive(contact, null);
    }

    @Override
    public InteractionId addMessage(
            TicketId ticket, @Nullable ContactId contact, @Nullable AgentId author, String text, String key) {
        return correspondence.add(ticket, contact, author, text, key);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Refusal> saidOtherwise(InteractionId said, String text) {
        return correspondence.saidOtherwise(said, text);
    }

    @Override
    public InteractionId addFile(
            TicketId ticket, ContactId contact, AgentId author, String text, NewAttachment file, String key) {
        return correspondence.addFile(ticket, contact, author, text, file, key);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void attach(InteractionId said, List<NewAttachment> files) {
        correspondence.attach(said, files);
    }

    @Override
    public InteractionId addNote(TicketId ticket, AgentId author, String text, String key) {
        return agents.note(ticket, author, true, text, key);
    }

    @Override
    public Taking take(TicketId ticket, AgentId by) {
        return ownership.take(ticket, by);
    }

    @Override
    public Optional<Refusal> giveBack(TicketId ticket, AgentId by) {
        return ownership.giveBack(ticket, by);
    }

    @Override
    public Optional<Refusal> classify(TicketId ticket, CategoryCode category, AgentId by) {
        return agents.classify(ticket, category, by);
    }

    @Override
    public Optional<Refusal> describe(
            TicketId ticket, @Nullable String subject, @Nullable Place place, @Nullable Sender citizen, AgentId by) {
        return description.describe(ticket, subject, place, citizen, by);
    }

    @Override
    public Optional<Refusal> forget(TicketId ticket, Detail detail, AgentId by) {
        return description.forget(ticket, detail, by);
    }

    @Override
    public Optional<Refusal> handOver(TicketId ticket, ServiceCode service, @Nullable String note, AgentId by) {
        return agents.handOver(ticket, service, note, by);
    }

    @Override
    public Optional<Refusal> report(
            TicketId ticket,
            ServiceCode service,
            ServiceProgress progress,
            @Nullable String reason,
            @Nullable LocalDate newDate,
            String officer) {
        return services.report(ticket, service, new ServiceWork.Told(progress, reason, newDate, officer, null));
    }

    @Override
    public Optional<Refusal> resolve(TicketId ticket, String disposition, AgentId by) {
        return agents.resolve(ticket, disposition, by);
    }

    @Override
    public Optional<Refusal> calledBack(TicketId ticket, AgentId by) {
        return callsToReturn.calledBack(ticket, by);
    }

    @Override
    public void reached(TicketId ticket) {
        callsToReturn.reached(ticket);
    }

    @Override
    public void keepCall(TicketId ticket, PlacedCall call) {
        agents.keepCall(ticket, call);
    }

    @Override
    public void keepOutside(TicketId ticket, OutsideCall call) {
        agents.keepOutside(ticket, call);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<TicketId, MissedCall> missedCalls(Collection<TicketId> tickets) {
        return missed.on(tickets);
    }

    @Override
    @Transactional(readOnly = true)
    public int missedCalls() {
        return missed.count();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<TicketView> ticket(TicketId ticket) {
        return queries.ticket(ticket);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<TicketView> byNumber(String number) {
        return queries.byNumber(number);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<TicketView> byTrackingToken(String token) {
        return queries.byTrackingToken(token);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<TicketView> byContact(ContactId contact) {
        return queries.byContact(contact);
    }

    @Override
    @Transactional(readOnly = true)
    public List<TicketView.Interaction> saidIn(ContactId contact) {
        return queries.saidIn(contact);
    }

    @Override
    @Transactional(readOnly = true)
    public List<TicketSummary> history(TicketId ticket, int limit) {
        return queries.history(ticket, limit);
    }

    @Override
    @Transactional(readOnly = true)
    public List<TicketSummary> find(TicketFilter filter, int limit, int offset) {
        return queries.find(filter, limit, offset);
    }

    @Override
    @Transactional(readOnly = true)
    public List<ReportedPlace> reported(CategoryCode category, String word, Instant since, int limit) {
        return queries.reported(category, word, since, limit);
    }

    @Override
    @Transactional(readOnly = true)
    public List<ReportNearby> near(
            CategoryCode category, double latitude, double longitude, int metres, Instant since, int limit) {
        return queries.near(category, latitude, longitude, metres, since, limit);
    }

    @Override
    @Transactional(readOnly = true)
    public List<TicketSummary> numbered(Collection<String> numbers) {
        return queries.numbered(numbers);
    }

    @Override
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public TicketSearch search(TicketFilter filter, int limit, int offset) {
        return queries.search(filter, limit, offset);
    }
}
