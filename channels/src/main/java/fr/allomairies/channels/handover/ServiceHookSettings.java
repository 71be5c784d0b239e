package fr.allomairies.channels.handover;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where services may be told by webhook.
///
/// @param webhookHosts by name or `name:port`; none unless the operator names them, so that nobody makes the server ask
///     addresses of the inner network
@ConfigurationProperties("allo.services")
record ServiceHookSettings(@DefaultValue List<String> webhookHosts) {

    ServiceHookSettings {
        webhookHosts = List.copyOf(webhookHosts);
    }

    boolean allows(URI address) {
        return address.getHost() != null
                && webhookHosts.contains(address.getPort() < 0 ? address.getHost() : address.getAuthority());
    }
}
