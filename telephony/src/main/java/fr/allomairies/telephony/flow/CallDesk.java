package fr.allomairies.telephony.flow;

import static fr.allomairies.telephony.flow.Refusals.AWAY;
import static fr.allomairies.telephony.flow.Refusals.NOT_HERS;
import static java.util.stream.Collectors.toSet;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Transfer;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallEvent.HandOverAsked;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import fr.allomairies.telephony.call.CallEvent.HoldAsked;
import fr.allomairies.telephony.call.CallEvent.JoinAsked;
import fr.allomairies.telephony.call.CallEvent.OutsideAsked;
import fr.allomairies.telephony.call.CallEvent.OutsideConsultAsked;
import fr.allomairies.telephony.call.CallEvent.OutsideDropped;
import fr.allomairies.telephony.call.CallEvent.ResumeAsked;
import fr.allomairies.telephony.call.Consult;
import fr.allomairies.telephony.call.Outside;
import fr.allomairies.telephony.flow.CallStore.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CallDesk implements Telephony {

    private static final Refusal LINE_LOST =
            new Refusal("line-lost", "the line was lost: the caller hears music until the phone is answered");
    private static final Refusal NOBODY_HELD = new Refusal("no-caller-held", "this caller is not on hold");

    private static final Refusal NO_PHONE =
            new Refusal("colleague-unreachable", "no phone of the colleague is registered now");
    private static final Refusal NOBODY_ASKED =
            new Refusal("no-consult", "the agent speaks with nobody about this caller");
    private static final Refusal CONSULTING =
            new Refusal("consult-in-progress", "the agent speaks with somebody about this caller");

    private static final Refusal CONFERENCE =
            new Refusal("in-conference", "citizen, agent and whom she asks hear each other");
    private static final Refusal OUTSIDE_RINGS =
            new Refusal("outside-rings", "the caller is being sent to an outside number");

    private final Calls calls;
    private final CallStore store;
    private final Numbers numbers;
    private final Phones phones;
    private final Line line;
    private final Routing routing;
    private final CallingOut callingOut;
    private final CallerNumbers forms;
    private final TelephonySettings settings;

    CallDesk(
            Calls calls,
            CallStore store,
            Numbers numbers,
            Phones phones,
            Line line,
            Routing routing,
            CallingOut callingOut,
            CallerNumbers forms,
            TelephonySettings settings) {
        this.callingOut = callingOut;
        this.forms = forms;
        this.routing = routing;
        this.calls = calls;
        this.store = store;
        this.numbers = numbers;
        this.phones = phones;
        this.line = line;
        this.settings = settings;
    }

    @Override
    public Optional<BrowserPhone> browserPhone(AgentId agent) {
        return line.browserPhone(agent, phones.of(agent));
    }

    @Override
    public Optional<SipPhone> sipPhone(AgentId agent) {
        return line.sipPhone(agent, phones.of(agent));
    }

    @Override
    public boolean reachable(AgentId agent) {
        return phones.reachable(agent);
    }

    @Override
    public Optional<Refusal> hangUp(AgentId agent, ContactId contact) {
        return refusal(agent, contact).or(() -> ask(contact, new HangUpAsked(agent)));
    }

    @Override
    public Optional<Refusal> hold(AgentId agent, ContactId contact) {
        return refusal(agent, contact)
                .or(() -> three(contact))
                .or(() -> calls.isCutOff(contact) ? Optional.of(LINE_LOST) : ask(contact, new HoldAsked(agent)));
    }

    @Override
    public Optional<Refusal> resume(AgentId agent, ContactId contact) {
        return refusal(agent, contact).or(() -> switch (calls.state(contact)) {
            case HELD -> speaks(contact) ? Optional.of(CONSULTING) : ask(contact, new ResumeAsked(agent));
            case CUT_OFF -> Optional.of(LINE_LOST);
            case ARRIVED,
                    MENU,
                    QUEUED,
                    WAITING,
                    RINGING,
                    TRANSFERRED,
                    VOICEMAIL,
                    CALLBACK,
                    DIALLING,
                    PLACED,
                    CALLING,
                    CONNECTED,
                    OUTSIDE,
                    ENDED -> Optional.of(NOBODY_HELD);
        });
    }

    @Override
    public Optional<Refusal> transfer(AgentId agent, ContactId contact, Transfer to) {
        return notInHand(agent, contact)
                .or(() -> three(contact))
                .or(() -> outsideRings(contact))
                .or(() -> routing.transfer(agent, contact, to));
    }

    @Override
    public Optional<Refusal> consult(
            AgentId agent, ContactId contact, AgentId colleague, @Nullable InteractionId note) {
        return notInHand(agent, contact)
                .or(() -> three(contact))
                .or(() -> calls.isCutOff(contact) ? Optional.of(LINE_LOST) : Optional.empty())
                .or(() -> outsideRings(contact))
                .or(() -> phones.reachable(colleague) ? Optional.empty() : Optional.of(NO_PHONE))
                .or(() -> routing.consult(agent, contact, colleague, note));
    }

    /// Of those who could answer now, as the picture has it: routing sees to it that they still can.
    @Override
    public Optional<Refusal> consult(
            AgentId agent, ContactId contact, List<SkillNeed> needs, @Nullable InteractionId note) {
        return notInHand(agent, contact)
                .or(() -> three(contact))
                .or(() -> calls.isCutOff(contact) ? Optional.of(LINE_LOST) : Optional.empty())
                .or(() -> outsideRings(contact))
                .or(() -> routing.consult(agent, contact, needs, withAPhone(), note));
    }

    private Set<AgentId> withAPhone() {
        return routing.snapshot().agents().stream()
                .map(Routing.AgentView::agent)
                .filter(phones::reachable)
                .collect(toSet());
    }

    @Override
    public Optional<Refusal> consultOutside(AgentId agent, ContactId contact, String number) {
        return outside(agent, contact, number, to -> new OutsideConsultAsked(agent, to));
    }

    @Override
    public Optional<Refusal> sendOutside(AgentId agent, ContactId contact, String number) {
        return outside(agent, contact, number, to -> new OutsideAsked(agent, to));
    }

    private Optional<Refusal> outside(
            AgentId agent, ContactId contact, String number, Function<PhoneNumber, CallEvent> wish) {
        var to = forms.parse(number);
        return forms.refusal(to)
                .or(() -> notInHand(agent, contact))
                .or(() -> three(contact))
                .or(() -> calls.isCutOff(contact) ? Optional.of(LINE_LOST) : Optional.empty())
                .or(() -> consult(contact).isPresent() ? Optional.of(CONSULTING) : Optional.empty())
                .or(() -> outsideRings(contact))
                .or(() -> ask(contact, wish.apply(Objects.requireNonNull(to))));
    }

    private Optional<Refusal> outsideRings(ContactId contact) {
        return ringing(contact).map(to -> to.asks() ? CONSULTING : OUTSIDE_RINGS);
    }

    private Optional<Outside> ringing(ContactId contact) {
        return store.find(contact).map(CallAccount::outside).map(CallAccount.SentTo::ringing);
    }

    private Optional<Outside> asked(ContactId contact) {
        return ringing(contact).filter(Outside::asks);
    }

    /// Of a colleague by way of routing's log, as it was asked.
    @Override
    public Optional<Refusal> cancelConsult(AgentId agent, ContactId contact) {
        var refusal = refusal(agent, contact);
        if (refusal.isEmpty()) {
            routing.consultEnded(contact, ConsultEnd.CANCELLED);
            asked(contact).ifPresent(_ -> ask(contact, new OutsideDropped(agent)));
        }
        return refusal;
    }

    @Override
    public Optional<Refusal> completeConsult(AgentId agent, ContactId contact) {
        return refusal(agent, contact)
                .or(() -> speaks(contact) ? ask(contact, new HandOverAsked(agent)) : Optional.of(NOBODY_ASKED));
    }

    @Override
    public Optional<Refusal> conference(AgentId agent, ContactId contact) {
        return refusal(agent, contact)
                .or(() -> three(contact))
                .or(() -> speaks(contact) ? ask(contact, new JoinAsked(agent)) : Optional.of(NOBODY_ASKED));
    }

    @Override
    public boolean inConference(ContactId contact) {
        return calls.inConference(contact);
    }

    private Optional<Refusal> three(ContactId contact) {
        return inConference(contact) ? Optional.of(CONFERENCE) : Optional.empty();
    }

    /// With who is asked about him.
    private boolean speaks(ContactId contact) {
        return consult(contact).filter(Consult::speaks).isPresent()
                || asked(contact).filter(Outside::speaks).isPresent();
    }

    private Optional<Consult> consult(ContactId contact) {
        return store.find(contact).map(CallAccount::consult);
    }

    /// Unless she has the caller, and we can do something for her.
    private Optional<Refusal> refusal(AgentId agent, ContactId contact) {
        if (!line.isReached()) {
            return Optional.of(AWAY);
        }
        return calls.of(contact, agent)
                .map(call -> line.isReached(call) ? Optional.<Refusal>empty() : Optional.of(AWAY))
                .orElse(Optional.of(NOT_HERS));
    }

    /// Unless they speak, or did a moment ago.
    private Optional<Refusal> notInHand(AgentId agent, ContactId contact) {
        return refusal(agent, contact)
                .or(() -> calls.state(contact).inHand() ? Optional.empty() : Optional.of(NOT_HERS));
    }

    private Optional<Refusal> ask(ContactId contact, CallEvent wish) {
        calls.of(contact).ifPresent(call -> calls.tell(call, wish));
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> call(AgentId agent, TicketId ticket, String number) {
        return callingOut.call(agent, ticket, number);
    }

    @Override
    public Optional<CallView> view(ContactId contact) {
        return store.shown(contact, AGAIN).map(this::view);
    }

    private CallView view(Shown shown) {
        var account = shown.account();
        var goesOn = account.endedAt() == null;
        return new CallView(
                goesOn && calls.isCutOff(account.contact()),
                goesOn ? account.heldAt() : null,
                account.attempt() != null,
                account.placedOn() == null ? null : outward(account),
                numbers.shown(shown.number(), shown.name()).orElse(null),
                shown.before(),
                outside(account),
                asked(account));
    }

    private @Nullable AskedOutside asked(CallAccount account) {
        var to = account.outside();
        return to != null && to.rings() && to.asks() ? new AskedOutside(name(to), to.speaks(), to.joined()) : null;
    }

    private @Nullable SentOutside outside(CallAccount account) {
        var to = account.outside();
        return to == null || (!to.rings() || to.asks()) && to.leftAt() == null
                ? null
                : new SentOutside(name(to), to.leftAt() != null);
    }

    private String name(CallAccount.SentTo to) {
        return to.name() == null ? forms.written(to.number()) : to.name();
    }

    private static Outward outward(CallAccount account) {
        return switch (account.state()) {
            case PLACED -> Outward.HER_PHONE;
            case CALLING -> Outward.HIS_PHONE;
            default -> account.connectedAt() == null ? Outward.UNANSWERED : Outward.ANSWERED;
        };
    }

    @Override
    public Optional<PhoneNumber> caller(ContactId contact) {
        return store.find(contact).map(CallAccount::caller);
    }

    @Override
    public Map<ContactId, String> traces(Instant from, Instant to) {
        return store.traces(from, to);
    }

    @Override
    public Status status() {
        var now = line.status();
        return new Status(
                now.connected(), settings.cityNumber(), now.calls(), now.since(), now.detail(), now.servers());
    }
}
