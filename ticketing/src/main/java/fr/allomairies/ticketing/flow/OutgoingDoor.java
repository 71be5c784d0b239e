package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.MessageFailed;
import fr.allomairies.contact.TicketEvent.MessageReached;
import fr.allomairies.contact.TicketEvent.MessageSent;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Outgoing;
import fr.allomairies.ticketing.TicketView.Delivery;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.OutgoingMail;
import fr.allomairies.ticketing.store.OutgoingMail.Way;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Threads;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What leaves the house, and how it fared. What is told twice is written once.
@Service
@Transactional(propagation = Propagation.MANDATORY)
class OutgoingDoor implements Outgoing {

    private static final String FOR_NOW = "bounced-for-now";

    /// The address itself does not take our mail.
    private static final Set<String> REFUSED = Set.of("bounced", "recipient-refused");

    private final OutgoingMail mail;
    private final Threads threads;
    private final Tickets tickets;
    private final Chronicle chronicle;
    private final Wording wording;
    private final EventLog log;
    private final CityClock clock;

    OutgoingDoor(
            OutgoingMail mail,
            Threads threads,
            Tickets tickets,
            Chronicle chronicle,
            Wording wording,
            EventLog log,
            CityClock clock) {
        this.mail = mail;
        this.threads = threads;
        this.tickets = tickets;
        this.chronicle = chronicle;
        this.wording = wording;
        this.log = log;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<InteractionId, Letter> letters(List<InteractionId> interactions) {
        return mail.letters(interactions).stream().collect(Collectors.toMap(Letter::interaction, Function.identity()));
    }

    @Override
    public void sent(Map<InteractionId, String> externalIds) {
        var ways = mail.lock(externalIds.keySet()).stream()
                .filter(way -> way.delivery() == Delivery.TO_SEND)
                .toList();
        if (ways.isEmpty()) {
            return;
        }
        var ids = ways.stream()
                .map(way -> externalIds.getOrDefault(way.interaction(), ""))
                .toList();
        mail.sent(ways, ids);
        threads.add(ways, ids);
        ways.forEach(way -> log.append(new MessageSent(clock.now(), way.ticket(), way.interaction(), way.channel())));
    }

    /// What was seen is not told to be delivered afterwards: the two come in any order.
    @Override
    public boolean reached(InteractionId interaction, boolean read) {
        var ways = mail.lock(List.of(interaction));
        ways.stream().filter(way -> isNews(way, read)).forEach(way -> {
            mail.reached(interaction, read);
            log.append(new MessageReached(clock.now(), way.ticket(), interaction, way.channel(), read));
        });
        return ways.stream().noneMatch(way -> way.delivery() == Delivery.TO_SEND);
    }

    private static boolean isNews(Way way, boolean read) {
        return way.delivery() == Delivery.SENT || (read && way.delivery() == Delivery.DELIVERED);
    }

    /// A message that was sent can still come back.
    @Override
    public void failed(InteractionId interaction, String reason) {
        mail.lock(List.of(interaction)).stream()
                .filter(way -> way.delivery() != Delivery.FAILED)
                .forEach(way -> {
                    mail.failed(interaction, reason);
                    log.append(new MessageFailed(clock.now(), way.ticket(), interaction, way.channel(), reason));
                    if (REFUSED.contains(reason)) {
                        mail.refused(way.ticket(), clock.now());
                        proposeAnotherWay(way, "refused");
                    } else if (reason.equals(FOR_NOW)) {
                        proposeAnotherWay(way, "not-now");
                    }
                });
    }

    private void proposeAnotherWay(Way way, String why) {
        var hasPhone = tickets.find(way.ticket()).map(StoredTicket::phone).isPresent();
        var text = wording.say(Locale.FRENCH, "ticketing.note." + why + (hasPhone ? ".phone" : ".no-phone"));
        chronicle.add(NewInteraction.note(way.ticket(), way.channel(), clock.now(), null, text), clock.now());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<TicketId> ticketOfExternalId(String externalId) {
        return threads.sent(externalId).map(Threads.Sent::ticket);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<InteractionId> interactionOfExternalId(String externalId) {
        return threads.sent(externalId).map(Threads.Sent::interaction);
    }
}
