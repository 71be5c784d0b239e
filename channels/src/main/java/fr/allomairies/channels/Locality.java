package fr.allomairies.channels;

import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Place;
import fr.allomairies.voiceassistant.Communes;
import fr.allomairies.voiceassistant.Communes.Commune;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Of which commune a contact is: the address says it, or else what the citizen wrote. A position alone does not: we
/// have no borders of communes.
@Component
class Locality {

    private final Communes communes;

    Locality(Communes communes) {
        this.communes = communes;
    }

    /// Only French is searched for names: in English *nice* is a word.
    Optional<Commune> of(InboundContact contact) {
        return of(contact.place())
                .or(() -> Optional.of(contact)
                        .filter(written -> written.language().equals(Locale.FRENCH.getLanguage()))
                        .flatMap(written -> communes.in(Triage.own(written))));
    }

    Optional<Commune> of(@Nullable Place place) {
        return Optional.ofNullable(place).map(Place::address).flatMap(communes::in);
    }
}
