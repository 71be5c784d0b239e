package fr.allomairies.channels;

import fr.allomairies.channels.ChannelAdapter.Weight;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Receipt;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a contact asks of the queue: the skill of its category, its channel's weight, and precedence in an
/// emergency.
@Component
class Queueing {

    /// Minutes of head start: ahead of a whole day of waiting.
    static final int URGENT = 600;

    private static final CategoryCode DANGER = new CategoryCode("emergency.danger");

    private static final LocalTime END_OF_WORK = LocalTime.of(17, 0);
    private static final ZoneId CITY = ZoneId.of("Europe/Paris");

    private final Catalogue catalogue;

    Queueing(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param commune INSEE code
    /// @param since when it began to wait; absent: now
    /// @param number of the city that was called
    ContactQueued queued(
            Instant at,
            InboundContact contact,
            Receipt receipt,
            boolean urgent,
            @Nullable String commune,
            @Nullable Instant since,
            @Nullable String number,
            Weight weight) {
        return new ContactQueued(
                at,
                contact.contact(),
                contact.channel(),
                receipt.ticket(),
                receipt.category(),
                List.of(need(receipt.category())),
                urgent || receipt.category().equals(DANGER) ? URGENT : weight.headStart(),
                weight.cost(),
                contact.language(),
                receipt.lastAgent(),
                commune,
                dueAt(receipt),
                since,
                number);
    }

    /// What is promised for a day is promised for the end of its work.
    private static @Nullable Instant dueAt(Receipt receipt) {
        return receipt.due() == null
                ? null
                : receipt.due().atTime(END_OF_WORK).atZone(CITY).toInstant();
    }

    private SkillNeed need(CategoryCode code) {
        var skill = catalogue
                .category(code)
                .map(Category::skill)
                .orElseGet(() -> catalogue.other().skill());
        return new SkillNeed(skill, SkillNeed.LOWEST);
    }
}
