package fr.allomairies.channels.voice;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.ChannelAdapterContract;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Question;
import fr.allomairies.ticketing.TicketKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class VoiceAdapterContractTest implements ChannelAdapterContract {

    @Override
    public ChannelAdapter adapter() {
        return new VoiceAdapter(ChannelKind.VOICE, new OneCategory(), new Wording());
    }

    @Override
    public RawMessage aValidMessage() {
        return new RawMessage(
                "1767600000.1",
                Map.of(
                        RawMessage.CONTACT, ContactId.next().toString(),
                        Caller.NUMBER, "+33493001122",
                        VoiceAdapter.CATEGORY, "other",
                        VoiceAdapter.ARRIVED, "2026-01-05T08:00:00Z",
                        Caller.LANGUAGE, "fr"),
                new byte[0]);
    }

    private static final class OneCategory implements Catalogue {

        @Override
        public List<Category> categories() {
            return List.of(other());
        }

        @Override
        public Optional<Category> category(CategoryCode code) {
            return Optional.of(other()).filter(category -> category.code().equals(code));
        }

        @Override
        public Category other() {
            return new Category(
                    new CategoryCode("other"),
                    TicketKind.QUESTION,
                    "Autre",
                    "Other",
                    new ServiceCode("accueil"),
                    new Skill("general"),
                    false,
                    5,
                    true);
        }

        @Override
        public List<Question> questions(CategoryCode code) {
            return List.of();
        }

        @Override
        public List<ServiceCode> services() {
            return List.of(other().service());
        }

        @Override
        public List<Category> known() {
            return categories();
        }

        @Override
        public Optional<MunicipalService> service(ServiceCode code) {
            return Optional.empty();
        }

        @Override
        public Assignment assignment(Category category, @Nullable Place place) {
            return new Assignment(category.service(), null);
        }
    }
}
