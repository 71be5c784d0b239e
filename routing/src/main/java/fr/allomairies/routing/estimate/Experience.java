package fr.allomairies.routing.estimate;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the log has taught so far: how long the work takes, how soon citizens leave, and how good the estimates were.
/// For one thread.
public final class Experience {

    private final Map<ChannelKind, Usual> usual = new HashMap<>();
    private final Map<ChannelKind, Trust> trust = new HashMap<>();
    private final Map<ContactId, Open> open = new HashMap<>();

    private static final class Open {

        private final ChannelKind channel;
        private final Instant queued;
        private @Nullable WaitEstimated estimated;
        private @Nullable Instant offered;
        private @Nullable Instant accepted;

        private Open(ContactQueued queued) {
            this.channel = queued.channel();
            this.queued = queued.at();
        }
    }

    public void on(Event event) {
        if (event instanceof ContactQueued queued) {
            open.putIfAbsent(queued.contact(), new Open(queued));
        } else if (event instanceof ContactEvent change) {
            var contact = open.get(change.contact());
            if (contact != null) {
                on(change, contact);
            }
        }
    }

    /// Whether an estimate for a contact of the channel is good enough to be told to the citizen.
    public boolean isTrusted(ChannelKind channel) {
        var known = trust.get(channel);
        return known != null && known.isDeserved();
    }

    Usual usual(ChannelKind channel) {
        return usual.computeIfAbsent(channel, _ -> new Usual());
    }

    private void on(ContactEvent event, Open contact) {
        switch (event) {
            case WaitEstimated estimated -> contact.estimated = estimated;
            case ContactOffered offered -> contact.offered = offered.at();
            case OfferAccepted accepted -> accepted(contact, accepted.at());
            case ContactHandled handled -> over(contact, handled, false);
            case ContactAbandoned abandoned -> over(contact, abandoned, true);
            case ContactEnded ended -> over(contact, ended, false);
            default -> {}
        }
    }

    private void accepted(Open contact, Instant at) {
        if (contact.accepted != null) {
            return;
        }
        contact.accepted = at;
        usual(contact.channel).waited(Duration.between(contact.queued, at), false);
        if (contact.offered != null) {
            usual(contact.channel).rang(Duration.between(contact.offered, at));
        }
        var estimated = contact.estimated;
        if (estimated != null) {
            trust.computeIfAbsent(contact.channel, _ -> new Trust()).compare(estimated, at);
        }
    }

    private void over(Open contact, ContactEvent how, boolean left) {
        open.remove(how.contact());
        if (contact.accepted == null) {
            usual(contact.channel).waited(Duration.between(contact.queued, how.at()), left);
        } else if (how instanceof ContactHandled) {
            var begun = contact.offered != null ? contact.offered : contact.accepted;
            usual(contact.channel).worked(Duration.between(begun, how.at()));
        }
    }
}
