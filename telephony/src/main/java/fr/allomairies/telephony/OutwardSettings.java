package fr.allomairies.telephony;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Whom agents may call out of a ticket, beside ordinary and toll-free numbers of the region.
///
/// @param abroad numbers of other countries, overseas departments included. Default false
/// @param premium numbers that cost more than a call: 08 9x and shared-cost ones. Default false
@ConfigurationProperties("allo.telephony.calls")
public record OutwardSettings(boolean abroad, boolean premium) {}
