package fr.allomairies.channels.email;

import jakarta.mail.Message;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.component.mail.MailMessage;
import org.springframework.stereotype.Component;

/// Hands a fetched mail over as it is: we read the bytes, and Camel's own look at the headers asks for the envelope,
/// which is unreadable where a header breaks the rules.
@Component("bareMail")
class BareBinding extends MailBinding {

    @Override
    public Object extractBodyFromMail(Exchange exchange, MailMessage mail) {
        return mail.getOriginalMessage();
    }

    @Override
    protected Map<String, Object> extractHeadersFromMail(Message mail, Exchange exchange) {
        return new HashMap<>();
    }
}
