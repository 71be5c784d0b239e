package fr.allomairies.ticketing.letters;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Addresses of pages as citizens reach them, under `allo.public-url`.
@Component
public class Links {

    private final String base;

    Links(@Value("${allo.public-url:http://localhost:8080}") String base) {
        if (!base.matches("https?://[^\\s?#]+")) {
            throw new IllegalArgumentException("allo.public-url must be an http address, was: " + base);
        }
        this.base = base.replaceAll("/+$", "");
    }

    public String tracking(String token) {
        return base + "/suivi/" + token;
    }

    /// Where a service answers what it was handed.
    public String handOver(String token) {
        return base + "/transmission/" + token;
    }

    public String handOverAnswers(String token) {
        return base + "/api/hand-overs/" + token + "/progress";
    }
}
