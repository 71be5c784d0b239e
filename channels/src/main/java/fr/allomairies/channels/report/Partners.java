package fr.allomairies.channels.report;

import fr.allomairies.channels.PartnerReports;
import fr.allomairies.contact.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class Partners implements PartnerReports {

    private final ApiKeys keys;
    private final Filing filing;

    Partners(ApiKeys keys, Filing filing) {
        this.keys = keys;
        this.filing = filing;
    }

    @Override
    public Optional<Refusal> file(Map<String, String> form, String key) {
        try {
            filing.file(form, List.of(), Optional.of(key), keys.check(form.get("api_key")));
            return Optional.empty();
        } catch (Fault fault) {
            if (fault.isPassing()) {
                throw new IllegalStateException(fault.description(), fault);
            }
            return Optional.of(new Refusal("report-refused", fault.description()));
        }
    }
}
