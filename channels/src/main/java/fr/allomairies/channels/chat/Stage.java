package fr.allomairies.channels.chat;

import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.AssistantDrawn;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.CallUnanswered;
import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactEvent.CitizenNotReached;
import fr.allomairies.contact.ContactEvent.ConferenceBegan;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.OutsideCalled;
import fr.allomairies.contact.ContactEvent.OutsideConsultAsked;
import fr.allomairies.contact.ContactEvent.OutsideConsultBegan;
import fr.allomairies.contact.ContactEvent.OutsideConsultEnded;
import fr.allomairies.contact.ContactEvent.OutsideTookOver;
import fr.allomairies.contact.ContactEvent.OutsideUnanswered;
import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.Event;
import java.util.List;

/// Where a conversation stands for the citizen, told by the events of its contact.
enum Stage {
    /// Nothing has been written yet.
    NEW,
    /// The assistant answers; nobody waits for an agent yet.
    WITH_ASSISTANT,
    WAITING,
    WITH_AGENT,
    /// Over; who writes again opens the next contact.
    ENDED;

    static Stage of(List<Event> events) {
        var stage = NEW;
        for (var event : events) {
            if (event instanceof ContactEvent contact) {
                stage = stage.after(contact);
            }
        }
        return stage;
    }

    private Stage after(ContactEvent event) {
        return switch (event) {
            case ContactArrived _ -> WITH_ASSISTANT;
            case ContactQueued _ -> WAITING;
            case ContactTakenBack _, ContactTransferred _ -> this == ENDED ? ENDED : WAITING;
            case OfferAccepted _ -> this == ENDED ? ENDED : WITH_AGENT;
            case ConversationEnded _, CitizenLeft _, ContactAbandoned _, ContactHandled _, ContactEnded _ -> ENDED;
            case AssistantReplied _,
                    AssistantDrawn _,
                    AssistantEnded _,
                    DangerCorrected _,
                    ContactOffered _,
                    OfferDeclined _,
                    OfferNotAnswered _,
                    OfferWithdrawn _,
                    ContactConnected _,
                    ContactRelaxed _,
                    ContactShared _,
                    ContactParked _,
                    ContactResumed _,
                    ContactHeld _,
                    HoldEnded _,
                    ConsultAsked _,
                    ConsultBegan _,
                    ConsultEnded _,
                    OutsideCalled _,
                    OutsideUnanswered _,
                    OutsideTookOver _,
                    OutsideConsultAsked _,
                    OutsideConsultBegan _,
                    OutsideConsultEnded _,
                    ConferenceBegan _,
                    ContactOverflowed _,
                    CitizenNotReached _,
                    CallPlaced _,
                    CallUnanswered _,
                    WaitEstimated _ -> this;
        };
    }
}
