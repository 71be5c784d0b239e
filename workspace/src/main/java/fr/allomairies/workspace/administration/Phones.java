package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.telephony.Telephony.SipPhone;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The agents' phones, where the product runs with telephony.
@Component
class Phones {

    private final ObjectProvider<Telephony> telephony;

    Phones(ObjectProvider<Telephony> telephony) {
        this.telephony = telephony;
    }

    /// Empty without telephony, or while no Asterisk is reachable.
    Optional<SipPhone> of(AgentId agent) {
        return Optional.ofNullable(telephony.getIfAvailable()).flatMap(known -> known.sipPhone(agent));
    }
}
