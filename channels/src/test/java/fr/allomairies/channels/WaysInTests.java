package fr.allomairies.channels;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// In the place of telephony: people come soon unless a test says otherwise, and mobiles may be called.
@Component
public class WaysInTests implements ChatWays {

    private volatile @Nullable Slow slow;

    public void peopleAre(@Nullable Slow why) {
        slow = why;
    }

    @Override
    public Optional<Slow> slow(@Nullable CategoryCode matter) {
        return Optional.ofNullable(slow);
    }

    @Override
    public Optional<PhoneNumber> callable(String text) {
        var digits = text.replaceAll("[^0-9]", "");
        return digits.matches("0[67][0-9]{8}")
                ? Optional.of(new PhoneNumber("+33" + digits.substring(1)))
                : Optional.empty();
    }

    @Override
    public String written(PhoneNumber number) {
        return number.e164().replaceFirst("\\+33(.)(..)(..)(..)(..)", "0$1 $2 $3 $4 $5");
    }
}
