package fr.allomairies.workspace.preview;

import static org.mockito.Mockito.mock;

import fr.allomairies.channels.AcceptedReports;
import fr.allomairies.channels.ChatFiles;
import fr.allomairies.channels.ChatMarks;
import fr.allomairies.channels.Mailboxes;
import fr.allomairies.channels.PartnerKeys;
import fr.allomairies.channels.ReplyWindows;
import fr.allomairies.channels.ReplyWindows.How;
import fr.allomairies.channels.ReplyWindows.ReplyWindow;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Transfer;
import fr.allomairies.telephony.Appointments;
import fr.allomairies.telephony.BlockedCallers;
import fr.allomairies.telephony.CallRecording;
import fr.allomairies.telephony.LiveListening;
import fr.allomairies.telephony.OutsideNumbers;
import fr.allomairies.telephony.RecordingArchive;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.Knowledge;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Question;
import fr.allomairies.ticketing.RefusedAddresses;
import fr.allomairies.ticketing.TicketKind;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import fr.allomairies.workspace.moved.MovedSkills;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/// A small town: a few categories, two téléconseillers, no telephone.
@Configuration
class PreviewCity {

    @Bean
    Catalogue catalogue() {
        return new FewCategories();
    }

    @Bean
    AgentDirectory directory() {
        return new Colleagues();
    }

    @Bean
    HandOvers handOvers() {
        return mock();
    }

    @Bean
    Appointments appointments() {
        return mock();
    }

    @Bean
    Mailboxes mailboxes() {
        return mock();
    }

    @Bean
    MovedSkills movedSkills() {
        return mock();
    }

    @Bean
    PartnerKeys partnerKeys() {
        return mock();
    }

    @Bean
    OutsideNumbers outsideNumbers() {
        return mock();
    }

    @Bean
    Telephony telephony(MemoryRouting routing) {
        return new NoTelephone(routing);
    }

    @Bean
    CallRecording recording() {
        return new NothingRecorded();
    }

    @Bean
    ReplyWindows replyWindows() {
        return (_, messenger) -> Optional.of(new ReplyWindow(Instant.now().plusSeconds(3 * 3600), how(messenger)));
    }

    @Bean
    RefusedAddresses refusedAddresses() {
        return new RefusedAddresses() {
            @Override
            public boolean contains(EmailAddress address) {
                return address.value().startsWith("ancienne.");
            }

            @Override
            public void forget(EmailAddress address) {}
        };
    }

    @Bean
    ChatMarks chatMarks() {
        return new NobodyWrites();
    }

    @Bean
    ChatFiles chatFiles() {
        return mock();
    }

    private static How how(ChannelKind messenger) {
        return switch (messenger.value()) {
            case "chat-whatsapp" -> How.FREELY;
            case "chat-late" -> How.BY_TEMPLATE;
            default -> How.NOT;
        };
    }

    @Bean
    AcceptedReports acceptedReports() {
        return _ -> Optional.empty();
    }

    @Bean
    BlockedCallers blockedCallers() {
        return new NobodyBlocked();
    }

    @Bean
    LiveListening listening() {
        return new NobodyListens();
    }

    @Bean
    Knowledge knowledge() {
        return new NothingKnown();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    EverythingIsKept everythingIsKept() {
        return new EverythingIsKept();
    }

    @Bean
    RecordingArchive archive() {
        return new EmptyArchive();
    }

    private static final class FewCategories implements Catalogue {

        private final List<Category> all = List.of(
                category("roads.pothole", "Nid-de-poule ou chaussée dégradée", "Pothole or damaged road", "voirie"),
                category("lighting.lamp-out", "Lampadaire éteint ou clignotant", "Street light out", "eclairage"),
                category("cleaning.dumping", "Dépôt sauvage", "Illegal dumping", "proprete"),
                category("waste.bulky", "Rendez-vous encombrants", "Bulky waste appointment", "dechets"),
                category("civil.birth", "Acte de naissance", "Birth certificate", "etat-civil"),
                category("education.canteen", "Cantine et périscolaire", "School meals", "education"),
                category("other", "Autre", "Other", "accueil"));

        private static Category category(String code, String fr, String en, String service) {
            return new Category(
                    new CategoryCode(code),
                    TicketKind.REPORT,
                    fr,
                    en,
                    new ServiceCode(service),
                    new Skill(service),
                    false,
                    10,
                    true);
        }

        @Override
        public List<Category> categories() {
            return all;
        }

        @Override
        public Optional<Category> category(CategoryCode code) {
            return all.stream().filter(known -> known.code().equals(code)).findFirst();
        }

        @Override
        public Category other() {
            return all.getLast();
        }

        @Override
        public List<Question> questions(CategoryCode code) {
            return List.of();
        }

        @Override
        public List<ServiceCode> services() {
            return all.stream().map(Category::service).distinct().toList();
        }

        @Override
        public List<Category> known() {
            return categories();
        }

        @Override
        public Optional<MunicipalService> service(ServiceCode code) {
            return services().contains(code)
                    ? Optional.of(new MunicipalService(
                            code, label(code), label(code), MunicipalService.Way.INSIDE, null, null, 5, false, true))
                    : Optional.empty();
        }

        private static String label(ServiceCode code) {
            return StringUtils.capitalize(code.value());
        }

        @Override
        public Assignment assignment(Category category, @Nullable Place place) {
            return new Assignment(category.service(), null);
        }
    }

    private static final class Colleagues implements AgentDirectory {

        private final List<Account> all = List.of(
                new Account(new AgentId("aline.durand"), "Aline Durand", Role.AGENT, null, true),
                new Account(new AgentId("bruno"), "Bruno Martin", Role.AGENT, null, true));

        @Override
        public Optional<Account> account(AgentId login) {
            return all.stream().filter(known -> known.login().equals(login)).findFirst();
        }

        @Override
        public List<Account> accounts() {
            return all;
        }
    }

    /// Routing alone decides.
    private record NoTelephone(MemoryRouting routing) implements Telephony {

        @Override
        public Optional<BrowserPhone> browserPhone(AgentId agent) {
            return Optional.empty();
        }

        @Override
        public Optional<SipPhone> sipPhone(AgentId agent) {
            return Optional.of(new SipPhone("192.0.2.10", 5060, agent.value(), "only-for-the-phone", List.of()));
        }

        @Override
        public boolean reachable(AgentId agent) {
            return true;
        }

        @Override
        public Map<ContactId, String> traces(Instant from, Instant to) {
            return Map.of();
        }

        @Override
        public Optional<Refusal> hangUp(AgentId agent, ContactId contact) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> hold(AgentId agent, ContactId contact) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> resume(AgentId agent, ContactId contact) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> transfer(AgentId agent, ContactId contact, Transfer to) {
            return routing.transfer(agent, contact, to);
        }

        @Override
        public Optional<Refusal> call(AgentId agent, TicketId ticket, String number) {
            return Optional.of(new Refusal("telephone-unavailable", "there is no telephone in the preview"));
        }

        @Override
        public Optional<Refusal> sendOutside(AgentId agent, ContactId contact, String number) {
            return Optional.of(new Refusal("telephone-unavailable", "there is no telephone in the preview"));
        }

        @Override
        public Optional<Refusal> consultOutside(AgentId agent, ContactId contact, String number) {
            return Optional.of(new Refusal("telephone-unavailable", "there is no telephone in the preview"));
        }

        @Override
        public Optional<Refusal> consult(
                AgentId agent, ContactId contact, List<SkillNeed> needs, @Nullable InteractionId note) {
            return routing.consult(agent, contact, needs, Set.of(), note);
        }

        @Override
        public Optional<CallView> view(ContactId contact) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> consult(
                AgentId agent, ContactId contact, AgentId colleague, @Nullable InteractionId note) {
            return routing.consult(agent, contact, colleague, note);
        }

        @Override
        public Optional<Refusal> conference(AgentId agent, ContactId contact) {
            return Optional.empty();
        }

        @Override
        public boolean inConference(ContactId contact) {
            return false;
        }

        @Override
        public Optional<Refusal> cancelConsult(AgentId agent, ContactId contact) {
            routing.consultEnded(contact, ConsultEnd.CANCELLED);
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> completeConsult(AgentId agent, ContactId contact) {
            return routing.agent(agent).contacts().stream()
                    .filter(held -> held.contact().equals(contact))
                    .findFirst()
                    .map(HeldContact::consult)
                    .map(consult -> {
                        routing.consultCompleted(contact, consult.with());
                        return Optional.<Refusal>empty();
                    })
                    .orElse(Optional.of(new Refusal("no-consult", "nobody is asked")));
        }

        @Override
        public Optional<PhoneNumber> caller(ContactId contact) {
            return Optional.empty();
        }

        @Override
        public Status status() {
            return new Status(
                    false,
                    "3906",
                    0,
                    Instant.EPOCH,
                    "there is no telephone in the preview",
                    List.of(
                            new ServerStatus("asterisk-1", 2, true, 41, 60, Instant.EPOCH, ""),
                            new ServerStatus("asterisk-2", 0, false, 0, 0, Instant.EPOCH, "")));
        }
    }
}
