package fr.allomairies.channels.report;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Tells an app where and how it can speak to us.
record Discovery(ReportSettings settings) {

    private static final String SPECIFICATION = "http://wiki.open311.org/GeoReport_v2";
    private static final String CHANGED = "2026-01-01T00:00:00Z";

    Document document(HttpServletRequest request) {
        var endpoint = Document.fields();
        endpoint.put("specification", SPECIFICATION);
        endpoint.put("url", address(request) + "/open311/v2");
        endpoint.put("changeset", CHANGED);
        endpoint.put("type", "production");
        endpoint.put("formats", List.of("text/xml", "application/json"));
        var discovery = Document.fields();
        discovery.put("changeset", CHANGED);
        discovery.put("contact", settings.contact());
        discovery.put("key_service", settings.contact());
        discovery.put("endpoints", List.of(endpoint));
        return new Document("discovery", discovery);
    }

    private String address(HttpServletRequest request) {
        return settings.publicUrl().isEmpty()
                ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
                : settings.publicUrl();
    }
}
