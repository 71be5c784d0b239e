package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.CrisisMode.Crisis;
import fr.allomairies.telephony.Telephony.BrowserPhone;
import fr.allomairies.telephony.Telephony.ServerStatus;
import fr.allomairies.telephony.Telephony.SipPhone;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Leg;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What carries the calls. Commands return at once: what becomes of them comes back as a signal. Safe for many threads.
public interface Line {

    /// Rings all phones of the agent; the first that answers is connected with the citizen. A leg that rings already
    /// goes on. A line that cannot be reached now tells the caller's place again once it can.
    void ring(Leg leg);

    /// As [#ring], for a citizen who has hung up: who answers is told so, and waits until he is dialled.
    void ringForCallback(Leg leg);

    /// Calls the citizen with the city's number; who answers is asked for a key, which no machine presses, and then
    /// connected with the agent whose leg is ready, or waits like anybody when she is gone.
    void dial(CallId call, PhoneNumber number);

    /// As [#ring], for a call that the agent makes: who answers hears it ring until the citizen is called.
    void ringToCall(Leg leg);

    /// Calls the citizen with the city's number; who answers is connected at once with the agent who listens.
    void call(CallId call, PhoneNumber number);

    /// His phone stops ringing; nothing happens when it does not.
    void hangUpCitizen(CallId call);

    /// He is asked, once, whether he wants to be called back.
    void proposeCallback(CallId call);

    /// He is asked, once, whether he wants to hear of his request from the assistant while he waits.
    void proposeAssistant(CallId call);

    /// Nothing happens when the leg is no more, or when citizen and agent speak over it: that it is not wanted may be
    /// old news.
    void hangUpLeg(String leg);

    /// The citizen hears music, and the agent's phone is kept for him. Nothing happens when they do not speak with
    /// each other now.
    void hold(CallId call);

    /// The agent who holds the citizen speaks with him again. Nothing happens when nobody holds him now.
    void resume(CallId call);

    /// Rings all phones of the colleague, and connects the first that answers with the agent who holds the citizen.
    /// When the colleague hangs up, the agent holds him still; when she does, the colleague has him. The line sees
    /// to both without us.
    void ringColleague(Leg leg);

    /// The citizen, who is on hold, hears the agent and whom she speaks with, and is heard. Whoever of the two
    /// leaves is done without by the line itself: the other has the citizen. Nothing happens when nobody holds
    /// him now.
    void join(CallId call);

    /// Nothing happens when the colleague speaks with the citizen alone by then.
    void hangUpColleague(String leg);

    /// The agent who speaks with her colleague leaves the line. Nothing happens when they do not.
    void handOver(CallId call);

    /// Calls the outside number with the city's, for the citizen, who is on hold and hears it ring. Who answers
    /// has him; else the phone that is kept for him takes him again, or he waits for the agent's line as for one
    /// that was lost. The line sees to all of it without us. Nothing happens when nobody holds him now.
    void sendOutside(CallId call, PhoneNumber number);

    /// The phone of the agent who holds the citizen calls the outside number with the city's: she hears it ring.
    /// When whoever is there hangs up, or nobody answers, she holds him still; when she hangs up while they
    /// speak, he has left for there; and when her line is lost he waits for it. The line sees to all of it
    /// without us. Nothing happens when nobody holds him now.
    void askOutside(CallId call, PhoneNumber number);

    /// Whoever is outside is let go, and the phone of the agent is kept for the citizen. Nothing happens when she
    /// calls nobody.
    void dropOutside(CallId call);

    /// The agent who speaks with whoever is outside leaves the line. Nothing happens when she does not.
    void handOverOutside(CallId call);

    /// Takes the citizen out of his conversation, whoever connected it: he hears a goodbye, and the agent's phone is
    /// free.
    void hangUpAgent(CallId call);

    /// Takes the citizen out of his conversation with the agent, or off hold, into the waiting loop; her phone is free.
    /// Nothing happens when he speaks with somebody else by then.
    void passOn(CallId call, AgentId from);

    /// Out of the line's own queue, or of the end of a bridge, into the waiting loop. Nothing happens when he speaks
    /// with an agent now: that he was in the queue may be old news.
    void backToWaiting(CallId call);

    /// He hears goodbye, and the line hangs up. Nothing happens when somebody speaks with him by then.
    void takeLeave(CallId call);

    /// To the answering machine, from wherever he waits. Nothing happens when he is there already, or speaks with an
    /// agent.
    void toVoicemail(CallId call);

    /// What the citizen left on the answering machine, as a WAV file; empty when nothing was recorded. Waits some
    /// seconds for it.
    ///
    /// @throws UncheckedIOException when the line cannot be asked now
    Optional<byte[]> message(CallId call);

    /// The message is kept by us: the line's own copy goes.
    void forgetMessage(CallId call);

    /// What is announced from time to time in the waiting loop.
    ///
    /// @param position 1 for the next
    /// @param minutes 0 when unknown
    void announce(CallId call, int position, int minutes);

    /// What every caller hears first, also while we are away, until its time; empty: nothing.
    void crisis(Optional<Crisis> crisis);

    /// In which language each number is answered, also while we are away: by the digits that an operator may
    /// deliver.
    void languages(Map<String, String> byNumber);

    /// Rings a phone of the supervisor, who hears the call once he answers, as [CallSignals#listens] tells; or it tells
    /// at once that it is over, as for a citizen who was not told that somebody might listen.
    void listen(UUID listening, CallId call, AgentId by);

    /// Nothing happens when he does not listen.
    void turnListening(UUID listening, Mode mode);

    /// His phone is let go. Nothing else happens.
    void endListening(UUID listening);

    /// Who listens has the citizen, by the phone over which he listens; the agent's is free. Nothing happens when the
    /// agent does not have the citizen by then.
    void takeOver(UUID listening);

    /// Whether every caller is told from now on, before the menu, that somebody may listen; also while we are away.
    void announceListening(boolean on);

    /// Calls its own number as a citizen would, and tells how far that comes: [CallSignals#selfCall].
    ///
    /// @return whether it could be asked to
    boolean callSelf(String id);

    /// A phone that is no agent's answers the call, which waits.
    void answerSelfCall(String id, String channel);

    void endSelfCall(String id);

    /// Tells the line that routing lives. Without it the line answers callers by itself after a few seconds.
    ///
    /// @param turn when routing last showed that it can decide
    void beat(Instant turn);

    /// Whether the agent may be rung by the line's own queue when we are away.
    void standBy(AgentId agent, boolean available);

    /// Makes the agent's phones known to the line, where they are not yet.
    void provision(AgentId agent, PhoneCredentials credentials);

    Optional<BrowserPhone> browserPhone(AgentId agent, PhoneCredentials credentials);

    Optional<SipPhone> sipPhone(AgentId agent, PhoneCredentials credentials);

    /// Whether a command reaches it now.
    boolean isReached();

    /// Whether a command for the call reaches it now, which may have several servers.
    boolean isReached(CallId call);

    LineStatus status();

    /// @param name `asterisk` or `sandbox`
    /// @param connected whether new callers come to us
    /// @param calls channels of citizens now
    /// @param servers that carry the calls; none for a line that has none
    record LineStatus(
            String name, boolean connected, int calls, Instant since, String detail, List<ServerStatus> servers) {}
}
