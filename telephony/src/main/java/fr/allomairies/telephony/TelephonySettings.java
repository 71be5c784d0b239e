package fr.allomairies.telephony;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param adapter `asterisk`, or `sandbox` (default), which carries no real call and says so wherever it is asked
/// @param cityNumber what citizens dial. Default 3906
/// @param region where a number without a country code belongs, two letters. Default FR
/// @param language of the prompts: fr (default) or en
/// @param keyPatience how long the menu waits for a key after its last word. Default 4 s
/// @param resyncEvery how often all calls are compared with what the line has, beside after each break. Default 15 s
/// @param announceEvery how often positions in the queue are told to the line. Default 5 s
/// @param callbackPause between two attempts to call a citizen back. Default 15 min
/// @param asterisk where Asterisk is; required for the adapter `asterisk`
@ConfigurationProperties("allo.telephony")
public record TelephonySettings(
        Adapter adapter,
        String cityNumber,
        String region,
        String language,
        Duration keyPatience,
        Duration resyncEvery,
        Duration announceEvery,
        Duration callbackPause,
        @Nullable AsteriskSettings asterisk) {

    public TelephonySettings(
            @Nullable Adapter adapter,
            @Nullable String cityNumber,
            @Nullable String region,
            @Nullable String language,
            @Nullable Duration keyPatience,
            @Nullable Duration resyncEvery,
            @Nullable Duration announceEvery,
            @Nullable Duration callbackPause,
            @Nullable AsteriskSettings asterisk) {
        this.adapter = adapter == null ? Adapter.SANDBOX : adapter;
        this.cityNumber = matching("city-number", or(cityNumber, "3906"), "\\+?[0-9]{2,15}", "a number to dial");
        this.region = matching("region", or(region, "FR"), "[A-Z]{2}", "a country of two capital letters");
        this.language = matching("language", or(language, "fr"), "fr|en", "fr or en");
        this.keyPatience = within("key-patience", keyPatience, Duration.ofSeconds(4), 1, 15);
        this.resyncEvery = within("resync-every", resyncEvery, Duration.ofSeconds(15), 1, 600);
        this.announceEvery = within("announce-every", announceEvery, Duration.ofSeconds(5), 1, 60);
        this.callbackPause = within("callback-pause", callbackPause, Duration.ofMinutes(15), 1, 86_400);
        this.asterisk = asterisk;
        if (this.adapter == Adapter.ASTERISK && asterisk == null) {
            throw new IllegalArgumentException("allo.telephony.adapter is asterisk, and allo.telephony.asterisk.* is"
                    + " missing: give at least ami-secret and ari-secret");
        }
    }

    public enum Adapter {
        ASTERISK,
        SANDBOX
    }

    /// @param host where AMI and HTTP of Asterisk are. Default 127.0.0.1
    /// @param amiPort default 5038
    /// @param amiUser default allo
    /// @param httpPort ARI and the browser phones' WebSocket. Default 8088
    /// @param ariUser default allo
    /// @param agiBind address on which Asterisk reaches us. Default 127.0.0.1
    /// @param agiPort default 4573
    /// @param talkPort where Asterisk brings the sound of callers who talk to the assistant, at `agiBind`. Default
    /// 0: any free one
    /// @param sipHost what agents' SIP phones are to register at. Default `host`
    /// @param sipPort default 5060
    /// @param webSocket address for the browsers, such as `wss://voix.example.fr/ws`.
    /// Default `ws://host:httpPort/ws`
    public record AsteriskSettings(
            String host,
            int amiPort,
            String amiUser,
            String amiSecret,
            int httpPort,
            String ariUser,
            String ariSecret,
            String agiBind,
            int agiPort,
            int talkPort,
            String sipHost,
            int sipPort,
            URI webSocket) {

        public AsteriskSettings(
                @Nullable String host,
                @DefaultValue("5038") int amiPort,
                @Nullable String amiUser,
                @Nullable String amiSecret,
                @DefaultValue("8088") int httpPort,
                @Nullable String ariUser,
                @Nullable String ariSecret,
                @Nullable String agiBind,
                @DefaultValue("4573") int agiPort,
                @DefaultValue("0") int talkPort,
                @Nullable String sipHost,
                @DefaultValue("5060") int sipPort,
                @Nullable URI webSocket) {
            this.host = or(host, "127.0.0.1");
            this.amiPort = port("ami-port", amiPort);
            this.amiUser = or(amiUser, "allo");
            this.amiSecret = secret("ami-secret", amiSecret);
            this.httpPort = port("http-port", httpPort);
            this.ariUser = or(ariUser, "allo");
            this.ariSecret = secret("ari-secret", ariSecret);
            this.agiBind = or(agiBind, "127.0.0.1");
            this.agiPort = port("agi-port", agiPort);
            this.talkPort = talkPort == 0 ? 0 : port("talk-port", talkPort);
            this.sipHost = or(sipHost, this.host);
            this.sipPort = port("sip-port", sipPort);
            this.webSocket =
                    webSocket == null ? URI.create("ws://" + this.host + ":" + this.httpPort + "/ws") : webSocket;
            matching("asterisk.web-socket", this.webSocket.toString(), "wss?://.+", "a ws:// or wss:// address");
        }

        /// On loopback nothing but loopback may stand in a media description.
        public boolean loopback() {
            return host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
        }

        @Override
        public String toString() {
            return "AsteriskSettings[" + host + ":" + amiPort + "]";
        }
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given;
    }

    private static int port(String name, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("allo.telephony.asterisk." + name + " is 1 to 65535, was: " + port);
        }
        return port;
    }

    private static String secret(String name, @Nullable String given) {
        if (given == null || given.isBlank()) {
            throw new IllegalArgumentException("allo.telephony.asterisk." + name
                    + " is missing: it stands in connection.env of the folder of Asterisk");
        }
        return given;
    }

    private static String matching(String name, String given, String pattern, String what) {
        if (!given.matches(pattern)) {
            throw new IllegalArgumentException("allo.telephony." + name + " must be " + what + ", was: " + given);
        }
        return given;
    }

    private static Duration within(
            String name, @Nullable Duration given, Duration otherwise, int leastSeconds, int mostSeconds) {
        var duration = given == null ? otherwise : given;
        if (duration.toMillis() < leastSeconds * 1000L || duration.toMillis() > mostSeconds * 1000L) {
            throw new IllegalArgumentException(
                    "allo.telephony." + name + " is " + leastSeconds + " to " + mostSeconds + " s, was: " + duration);
        }
        return duration;
    }
}
