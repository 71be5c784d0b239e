package fr.allomairies.routing.whatif;

import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the log tells of one contact.
final class Life {

    final List<ContactEvent> events = new ArrayList<>();

    @Nullable
    ContactQueued queued;

    private @Nullable Instant offered;
    private @Nullable Duration ring;
    private @Nullable Instant answered;
    private @Nullable Instant talkingSince;
    private @Nullable Instant wrapUpSince;
    private Duration talk = Duration.ZERO;
    private Duration wrapUp = Duration.ZERO;
    private @Nullable Instant over;
    private boolean abandoned;
    private boolean handled;

    void on(ContactEvent event) {
        events.add(event);
        switch (event) {
            case ContactQueued again -> queued = queued == null ? again : queued;
            case ContactOffered offer -> offered = offer.at();
            case OfferAccepted accepted -> answered(accepted.at());
            case ContactConnected connected -> answered(connected.at());
            case ContactParked parked -> stopTalking(parked.at());
            case ContactResumed resumed -> talkingSince = resumed.at();
            case ContactTakenBack back -> stopTalking(back.at());
            case ContactTransferred passed -> stopTalking(passed.at());
            case ConversationEnded ended -> {
                stopTalking(ended.at());
                wrapUpSince = ended.at();
            }
            case ContactHandled done -> {
                handled = true;
                over(done.at());
            }
            case ContactAbandoned left -> {
                abandoned = answered == null;
                over(left.at());
            }
            case ContactEvent.ContactOverflowed gone -> over(gone.at());
            case ContactEnded ended -> over(ended.at());
            case ContactArrived _,
                    ContactEvent.CallPlaced _,
                    ContactEvent.CallUnanswered _,
                    ContactEvent.AssistantReplied _,
                    ContactEvent.AssistantDrawn _,
                    ContactEvent.AssistantEnded _,
                    ContactEvent.DangerCorrected _,
                    ContactEvent.ContactRelaxed _,
                    ContactEvent.ContactShared _,
                    ContactEvent.OfferDeclined _,
                    ContactEvent.OfferNotAnswered _,
                    ContactEvent.OfferWithdrawn _,
                    ContactEvent.WaitEstimated _,
                    ContactEvent.ContactHeld _,
                    ContactEvent.HoldEnded _,
                    ContactEvent.ConsultAsked _,
                    ContactEvent.ConsultBegan _,
                    ContactEvent.ConsultEnded _,
                    ContactEvent.OutsideCalled _,
                    ContactEvent.OutsideUnanswered _,
                    ContactEvent.OutsideTookOver _,
                    ContactEvent.OutsideConsultAsked _,
                    ContactEvent.OutsideConsultBegan _,
                    ContactEvent.OutsideConsultEnded _,
                    ContactEvent.ConferenceBegan _,
                    ContactEvent.CitizenLeft _,
                    ContactEvent.CitizenNotReached _ -> {}
        }
    }

    boolean isOver() {
        return over != null;
    }

    /// With an agent's work from beginning to end, so that others may be given the like.
    boolean isHandled() {
        return handled && answered != null;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    Optional<Duration> ring() {
        return Optional.ofNullable(ring);
    }

    /// Up to `now` for who still speaks.
    Duration talk(Instant now) {
        return talkingSince == null ? talk : talk.plus(Duration.between(talkingSince, now));
    }

    Duration wrapUp() {
        return wrapUp;
    }

    /// From the queueing until somebody answered, or the end, or `now`.
    Duration waited(Instant now) {
        var begin = queued == null ? now : queued.at();
        var end = answered != null ? answered : over != null ? over : now;
        return end.isBefore(begin) ? Duration.ZERO : Duration.between(begin, end);
    }

    private void answered(Instant at) {
        if (talkingSince == null && wrapUpSince == null) {
            ring = ring == null && offered != null ? Duration.between(offered, at) : ring;
            answered = answered == null ? at : answered;
            talkingSince = at;
        }
    }

    private void stopTalking(Instant at) {
        if (talkingSince != null) {
            talk = talk.plus(Duration.between(talkingSince, at));
            talkingSince = null;
        }
    }

    private void over(Instant at) {
        stopTalking(at);
        if (wrapUpSince != null) {
            wrapUp = Duration.between(wrapUpSince, at);
        }
        over = at;
    }
}
