package fr.allomairies.telephony;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether supervisors may hear conversations that go on. Source: CNIL, « L'écoute et l'enregistrement des
/// appels »: not without telling those who work here and those who call beforehand, for a purpose, never all
/// the time, and the citizen may object.
///
/// @param enabled whether anybody may, and then every caller is told before the menu. Default false: a city
///     chooses, once it has told its agents
/// @param tellAgent whether her desk says so while somebody listens. Default true
@ConfigurationProperties("allo.telephony.listening")
public record ListeningSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("true") boolean tellAgent) {}
