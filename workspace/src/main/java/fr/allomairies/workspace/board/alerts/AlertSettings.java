package fr.allomairies.workspace.board.alerts;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where alerts may go outside the house.
///
/// @param key of the installation: what the signatures of the webhooks are made of
/// @param webhookHosts other systems that may be told, by name or `name:port`; none unless the operator names them, so
///     that nobody makes the server ask addresses of the inner network
/// @param calmFor how long a figure must be calm at least before its alert ends; at most 1 h
@ConfigurationProperties("allo.alerts")
public record AlertSettings(
        String key,
        @DefaultValue List<String> webhookHosts,
        @DefaultValue("30s") Duration calmFor) {

    private static final int SHORTEST_KEY = 16;

    public AlertSettings {
        if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("allo.alerts.key has at least " + SHORTEST_KEY + " characters");
        }
        if (calmFor.isNegative() || calmFor.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("allo.alerts.calm-for is at most 1h, was: " + calmFor);
        }
        webhookHosts = List.copyOf(webhookHosts);
    }

    boolean allows(URI address) {
        return address.getHost() != null
                && address.getUserInfo() == null
                && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && webhookHosts.contains(address.getPort() < 0 ? address.getHost() : address.getAuthority());
    }
}
