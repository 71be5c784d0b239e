package fr.allomairies.telephony;

import fr.allomairies.telephony.CallRecording.Purpose;
import fr.allomairies.telephony.call.Sample;
import fr.allomairies.telephony.call.Sampling;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// Takes chance, which settings leave at half of the calls at most, out of the tests that are about recordings.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("hotline.every-call-recorded")
class EveryCallRecorded {

    @Bean
    @Primary
    Sampling everyCall() {
        return new Sampling(List.of(new Sample(Purpose.TRAINING, 1, Set.of())));
    }
}
