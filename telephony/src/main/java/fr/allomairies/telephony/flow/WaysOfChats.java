package fr.allomairies.telephony.flow;

import fr.allomairies.channels.ChatWays;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import fr.allomairies.voiceassistant.OpeningHours;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class WaysOfChats implements ChatWays {

    private final LongWait longWait;
    private final CallerNumbers numbers;
    private final HouseHours hours;
    private final Clock clock;

    WaysOfChats(LongWait longWait, CallerNumbers numbers, HouseHours hours, Clock clock) {
        this.longWait = longWait;
        this.numbers = numbers;
        this.hours = hours;
        this.clock = clock;
    }

    @Override
    public Optional<Slow> slow(@Nullable CategoryCode matter) {
        if (!new OpeningHours(hours.inForce()).open(clock.instant())) {
            return Optional.of(Slow.CLOSED);
        }
        return Optional.of(Slow.BUSY).filter(_ -> longWait.isLong(ChannelKind::isChat, matter));
    }

    @Override
    public Optional<PhoneNumber> callable(String text) {
        return numbers.callableIn(text);
    }

    @Override
    public String written(PhoneNumber number) {
        return numbers.written(number);
    }
}
