package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.TelephonySettings.AsteriskSettings;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.AssistantDialogue;
import fr.allomairies.telephony.flow.CallSignals;
import fr.allomairies.telephony.flow.CallbackDialogue;
import fr.allomairies.telephony.flow.Line;
import fr.allomairies.telephony.flow.Recorder;
import fr.allomairies.telephony.flow.Talks;
import fr.allomairies.telephony.flow.Welcome;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Objects;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "allo.telephony.adapter", havingValue = "asterisk")
class AsteriskConfiguration {

    /// Seconds in which we say nothing of a caller who talks to the assistant: as in the dialplan.
    private static final String TAKEN_BACK_AFTER = "15";

    private final AsteriskSettings settings;
    private final Servers servers;

    /// @param signals asked for late, for what answers them is given the line
    AsteriskConfiguration(TelephonySettings telephony, ObjectProvider<CallSignals> signals, Clock clock) {
        settings = Objects.requireNonNull(telephony.asterisk());
        servers = new Servers(settings, telephony.cityNumber(), signals::getObject, clock);
    }

    @Bean
    Line asteriskLine() {
        return new ServersLine(servers);
    }

    @Bean
    Recorder asteriskRecorder() {
        return new ServersRecorder(servers);
    }

    @Bean
    AsteriskConnections asteriskConnections(
            TelephonySettings telephony,
            CallSignals signals,
            Welcome welcome,
            Talks talks,
            CallbackDialogue callback,
            AssistantDialogue assistant) {
        var audio = new AudioSocketServer(
                new InetSocketAddress(DialogueServer.address(settings.agiBind()), settings.talkPort()),
                talks,
                this::keepTalking);
        return new AsteriskConnections(
                servers.all().stream()
                        .map(server -> new AsteriskConnection(server, servers, signals, telephony.resyncEvery()))
                        .toList(),
                new DialogueServer(
                        settings,
                        new WelcomeScript(welcome, audio::port),
                        new CallbackScript(callback),
                        new AssistantScript(assistant),
                        new SelfCallScript(signals),
                        new AliveScript(servers, signals)),
                audio);
    }

    /// He may be with somebody else by now, when we say so late.
    private void keepTalking(String call) {
        var ami = servers.of(new CallId(call)).ami();
        ami.send(new GetVarAction(call, "ALLO_TALKING"), answer -> {
            if ("1".equals(answer.getAttribute("Value"))) {
                ami.send(new SetVarAction(call, "TIMEOUT(absolute)", TAKEN_BACK_AFTER));
            }
        });
    }
}
