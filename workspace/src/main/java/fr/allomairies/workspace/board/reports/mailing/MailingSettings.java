package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.contact.EmailAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where reports may go.
///
/// @param mailDomains right sides of addresses; none given: that of the city's own address
@ConfigurationProperties("allo.reports")
public record MailingSettings(@DefaultValue List<String> mailDomains) {

    public MailingSettings {
        mailDomains = List.copyOf(mailDomains);
    }

    List<String> domains(String own) {
        return mailDomains.isEmpty() ? List.of(own) : mailDomains;
    }

    boolean allows(EmailAddress address, String own) {
        var domain = address.value().substring(address.value().lastIndexOf('@') + 1);
        return domains(own).stream().anyMatch(domain::equalsIgnoreCase);
    }
}
