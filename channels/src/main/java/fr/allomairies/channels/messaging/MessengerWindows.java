package fr.allomairies.channels.messaging;

import fr.allomairies.channels.ReplyWindows;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.TicketId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class MessengerWindows implements ReplyWindows {

    private final List<Messenger> messengers;
    private final Parties parties;
    private final Clock clock;

    MessengerWindows(List<Messenger> messengers, Parties parties, Clock clock) {
        this.messengers = messengers;
        this.parties = parties;
        this.clock = clock;
    }

    @Override
    public Optional<ReplyWindow> of(TicketId ticket, ChannelKind messenger) {
        return messengers.stream()
                .filter(each -> each.kind().equals(messenger))
                .findFirst()
                .flatMap(known -> parties.of(ticket, messenger).map(party -> window(known, party)));
    }

    private ReplyWindow window(Messenger messenger, Parties.Party party) {
        var way = messenger.isSetUp() ? messenger.way(party.heardAt(), clock.instant(), false) : Way.NOT;
        return new ReplyWindow(
                party.heardAt().plus(Messenger.DAY),
                switch (way) {
                    case FREELY -> How.FREELY;
                    case LATE -> How.LATE;
                    case BY_TEMPLATE -> How.BY_TEMPLATE;
                    case NOT -> How.NOT;
                });
    }
}
