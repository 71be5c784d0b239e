package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.TelephonySettings.AsteriskServer;
import fr.allomairies.telephony.flow.PhoneCredentials;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the agents' phones into Asterisk's own database through ARI: no file, no reload, and they are still there
/// when Asterisk restarts while we are away. A repeated write changes nothing.
final class AgentEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(AgentEndpoints.class);

    /// A browser sends all the time, muted or not: who sends nothing is gone.
    private static final String BROWSER_SILENCE_SECONDS = "6";
    /// Some phones save packets while nobody speaks.
    private static final String PHONE_SILENCE_SECONDS = "60";

    private final Ari ari;
    private final AsteriskServer settings;
    private final Set<AgentId> written = ConcurrentHashMap.newKeySet();

    AgentEndpoints(Ari ari, AsteriskServer settings) {
        this.ari = ari;
        this.settings = settings;
    }

    /// After a break Asterisk may be another one, with an empty database.
    void forget() {
        written.clear();
    }

    boolean write(AgentId agent, PhoneCredentials credentials) {
        if (written.contains(agent)) {
            return true;
        }
        var done = phone(agent + "-web", credentials.webPassword(), browserFields(agent))
                && phone(agent + "-sip", credentials.sipPassword(), phoneFields(agent));
        if (done) {
            written.add(agent);
        }
        return done;
    }

    private boolean phone(String name, String password, Map<String, String> endpoint) {
        var auth = Map.of("auth_type", "userpass", "username", name, "password", password);
        var aor = Map.of("max_contacts", "1", "remove_existing", "yes", "qualify_frequency", "0");
        return put("auth/" + name, auth) && put("aor/" + name, aor) && put("endpoint/" + name, endpoint);
    }

    private Map<String, String> browserFields(AgentId agent) {
        var fields = common(agent, "web");
        fields.put("webrtc", "yes");
        fields.put("allow", "opus,alaw,ulaw");
        fields.put("rtp_timeout", BROWSER_SILENCE_SECONDS);
        return fields;
    }

    private Map<String, String> phoneFields(AgentId agent) {
        var fields = common(agent, "sip");
        fields.put("allow", "alaw,ulaw,g722");
        fields.put("dtmf_mode", "rfc4733");
        fields.put("rtp_timeout", PHONE_SILENCE_SECONDS);
        return fields;
    }

    private Map<String, String> common(AgentId agent, String kind) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("context", "agents");
        fields.put("auth", agent + "-" + kind);
        fields.put("aors", agent + "-" + kind);
        fields.put("callerid", agent + " <" + agent + ">");
        fields.put("disallow", "all");
        fields.put("direct_media", "no");
        fields.put("rtp_symmetric", "yes");
        fields.put("force_rport", "yes");
        fields.put("rewrite_contact", "yes");
        fields.put("device_state_busy_at", "1");
        fields.put("language", "fr");
        if (settings.loopback()) {
            fields.put("media_address", settings.host());
            fields.put("bind_rtp_to_media_address", "yes");
        }
        return fields;
    }

    private boolean put(String object, Map<String, String> fields) {
        try {
            var status = ari.put("asterisk/config/dynamic/res_pjsip/" + object, json(fields));
            if (status != Ari.OK) {
                LOG.atWarn()
                        .addKeyValue("object", object)
                        .addKeyValue("status", status)
                        .log("phone-not-written");
            }
            return status == Ari.OK;
        } catch (IOException e) {
            LOG.atInfo()
                    .addKeyValue("object", object)
                    .addKeyValue("cause", e.getMessage())
                    .log("phone-not-written");
            return false;
        }
    }

    /// Logins and our own passwords have no character that JSON would mind.
    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "{\"attribute\":\"%s\",\"value\":\"%s\"}".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(",", "{\"fields\":[", "]}"));
    }
}
