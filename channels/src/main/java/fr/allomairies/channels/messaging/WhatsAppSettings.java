package fr.allomairies.channels.messaging;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The city's number at the WhatsApp Business Platform. Off while the first four are empty.
///
/// @param phoneNumberId by which the API knows the city's number
/// @param template name of an approved template with two variables, the number of the request and the address of its
///     tracking page: what is sent when the citizen wrote more than 24 hours ago. Empty: nothing is sent then
/// @param templateLanguage code of the template's language
@ConfigurationProperties("allo.whatsapp")
record WhatsAppSettings(
        @DefaultValue("") String phoneNumberId,
        @DefaultValue("") String verifyToken,
        @DefaultValue("") String appSecret,
        @DefaultValue("") String token,
        @DefaultValue("https://graph.facebook.com/v23.0") URI api,
        @DefaultValue({"fbsbx.com", "fbcdn.net"}) List<String> mediaHosts,
        @DefaultValue("") String template,
        @DefaultValue("fr") String templateLanguage) {

    Account account() {
        return Account.of("allo.whatsapp", phoneNumberId, verifyToken, appSecret, token, api, mediaHosts);
    }

    @Override
    public String toString() {
        return "whatsapp " + phoneNumberId;
    }
}
