package fr.allomairies.channels.messaging;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The city's page at Facebook Messenger. Off while the first four are empty.
///
/// @param humanAgent whether Meta lets the city's people answer for seven days instead of one
@ConfigurationProperties("allo.messenger")
record FacebookSettings(
        @DefaultValue("") String pageId,
        @DefaultValue("") String verifyToken,
        @DefaultValue("") String appSecret,
        @DefaultValue("") String token,
        @DefaultValue("https://graph.facebook.com/v23.0") URI api,
        @DefaultValue({"fbsbx.com", "fbcdn.net"}) List<String> mediaHosts,
        @DefaultValue("false") boolean humanAgent) {

    Account account() {
        return Account.of("allo.messenger", pageId, verifyToken, appSecret, token, api, mediaHosts);
    }

    @Override
    public String toString() {
        return "messenger " + pageId;
    }
}
