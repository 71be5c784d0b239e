package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.TelephonySettings.AsteriskServer;

/// One server, with what is known of it and how it is spoken to.
record Asterisk(
        AsteriskServer settings,
        AmiLink ami,
        Channels channels,
        PhoneStates phones,
        SafetyQueue safetyQueue,
        AgentEndpoints endpoints,
        Recordings recordings,
        AsteriskRecorder recorder,
        AsteriskLine line) {

    String name() {
        return settings.name();
    }
}
