package fr.allomairies.telephony;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
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

    private static final int HEAVIEST = 1000;

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

    /// The Asterisk, or the first of several.
    ///
    /// @param server where it is and how it is spoken to; its own settings stand beside those below
    /// @param agiBind address on which every Asterisk reaches us. Default 127.0.0.1
    /// @param agiPort default 4573
    /// @param talkPort where Asterisk brings the sound of callers who talk to the assistant, at `agiBind`. Default
    /// 0: any free one
    /// @param others beside it, each with a name of its own
    /// @param lostAfter how long a server of several may be away before its calls are given up. Default 10 s,
    /// which is shorter than an offer rings
    public record AsteriskSettings(
            AsteriskServer server,
            String agiBind,
            int agiPort,
            int talkPort,
            List<AsteriskServer> others,
            Duration lostAfter) {

        @ConstructorBinding
        public AsteriskSettings(
                @Nullable String name,
                @DefaultValue("1") int weight,
                @Nullable String host,
                @DefaultValue("5038") int amiPort,
                @Nullable String amiUser,
                @Nullable String amiSecret,
                @DefaultValue("8088") int httpPort,
                @Nullable String ariUser,
                @Nullable String ariSecret,
                @Nullable String sipHost,
                @DefaultValue("5060") int sipPort,
                @Nullable URI webSocket,
                @Nullable String agiBind,
                @DefaultValue("4573") int agiPort,
                @DefaultValue("0") int talkPort,
                @Nullable List<AsteriskServer> others,
                @Nullable Duration lostAfter) {
            this(
                    new AsteriskServer(
                            name, weight, host, amiPort, amiUser, amiSecret, httpPort, ariUser, ariSecret, sipHost,
                            sipPort, webSocket),
                    or(agiBind, "127.0.0.1"),
                    port("agi-port", agiPort),
                    talkPort == 0 ? 0 : port("talk-port", talkPort),
                    others == null ? List.of() : List.copyOf(others),
                    within("asterisk.lost-after", lostAfter, Duration.ofSeconds(10), 2, 600));
        }

        public AsteriskSettings {
            var names = Stream.concat(Stream.of(server), others.stream())
                    .map(AsteriskServer::name)
                    .toList();
            if (names.size() != Set.copyOf(names).size()) {
                throw new IllegalArgumentException("allo.telephony.asterisk.others: two servers have one name: " + names
                        + "; each needs the SYSTEM_NAME of its own Asterisk");
            }
        }

        /// All of them, the first one first.
        public List<AsteriskServer> servers() {
            return Stream.concat(Stream.of(server), others.stream()).toList();
        }
    }

    /// One Asterisk.
    ///
    /// @param name its `SYSTEM_NAME`, with which the ids of its calls begin. Default asterisk-1
    /// @param weight share of the calls that we make; 0: none, and those that it has go on. Default 1
    /// @param host where AMI and HTTP of Asterisk are. Default 127.0.0.1
    /// @param amiPort default 5038
    /// @param amiUser default allo
    /// @param httpPort ARI and the browser phones' WebSocket. Default 8088
    /// @param ariUser default allo
    /// @param sipHost what agents' SIP phones are to register at. Default `host`
    /// @param sipPort default 5060
    /// @param webSocket address for the browsers, such as `wss://voix.example.fr/ws`.
    /// Default `ws://host:httpPort/ws`
    public record AsteriskServer(
            String name,
            int weight,
            String host,
            int amiPort,
            String amiUser,
            String amiSecret,
            int httpPort,
            String ariUser,
            String ariSecret,
            String sipHost,
            int sipPort,
            URI webSocket) {

        public AsteriskServer(
                @Nullable String name,
                @DefaultValue("1") int weight,
                @Nullable String host,
                @DefaultValue("5038") int amiPort,
                @Nullable String amiUser,
                @Nullable String amiSecret,
                @DefaultValue("8088") int httpPort,
                @Nullable String ariUser,
                @Nullable String ariSecret,
                @Nullable String sipHost,
                @DefaultValue("5060") int sipPort,
                @Nullable URI webSocket) {
            this.name = matching("asterisk.name", or(name, "asterisk-1"), "[A-Za-z0-9._-]{1,40}", "a name");
            this.weight = weight;
            this.host = or(host, "127.0.0.1");
            this.amiPort = port("ami-port", amiPort);
            this.amiUser = or(amiUser, "allo");
            this.amiSecret = secret("ami-secret", amiSecret);
            this.httpPort = port("http-port", httpPort);
            this.ariUser = or(ariUser, "allo");
            this.ariSecret = secret("ari-secret", ariSecret);
            this.sipHost = or(sipHost, this.host);
            this.sipPort = port("sip-port", sipPort);
            this.webSocket =
                    webSocket == null ? URI.create("ws://" + this.host + ":" + this.httpPort + "/ws") : webSocket;
            matching("asterisk.web-socket", this.webSocket.toString(), "wss?://.+", "a ws:// or wss:// address");
            if (weight < 0 || weight > HEAVIEST) {
                throw new IllegalArgumentException(
                        "allo.telephony.asterisk.weight is 0 to " + HEAVIEST + ", was: " + weight);
            }
        }

        /// On loopback nothing but loopback may stand in a media description.
        public boolean loopback() {
            return host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
        }

        @Override
        public String toString() {
            return "AsteriskServer[" + name + " at " + host + ":" + amiPort + "]";
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
