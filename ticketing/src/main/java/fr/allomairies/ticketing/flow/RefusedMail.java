package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.RefusedAddresses;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.OutgoingMail;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class RefusedMail implements RefusedAddresses {

    private final Interactions interactions;
    private final OutgoingMail mail;

    RefusedMail(Interactions interactions, OutgoingMail mail) {
        this.interactions = interactions;
        this.mail = mail;
    }

    @Override
    public boolean contains(EmailAddress address) {
        return interactions.isRefusing(address);
    }

    @Override
    public void forget(EmailAddress address) {
        mail.accepted(address);
    }
}
