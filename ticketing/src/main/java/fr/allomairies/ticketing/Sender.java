package fr.allomairies.ticketing;

import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import org.jspecify.annotations.Nullable;

/// Who turned to us, as far as the channel tells. All absent for a withheld number.
public record Sender(
        @Nullable String name,
        @Nullable EmailAddress email,
        @Nullable PhoneNumber phone) {

    public static final Sender UNKNOWN = new Sender(null, null, null);
}
