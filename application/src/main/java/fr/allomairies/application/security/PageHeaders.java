package fr.allomairies.application.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// What browsers may do with our pages: scripts and styles of ours alone, none inside a page, no frame around it but
/// around the chat, which any site of the city may show.
final class PageHeaders {

    private static final String PAGES = "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data: blob:; "
            + "media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";
    private static final RequestMatcher CHAT =
            PathPatternRequestMatcher.withDefaults().matcher("/chat/**");

    private PageHeaders() {}

    static void apply(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(frames -> frames.disable()); // frame-ancestors says it, and lets the chat out
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
        headers.permissionsPolicyHeader(
                permissions -> permissions.policy("microphone=(self), camera=(), geolocation=(self)"));
        headers.addHeaderWriter(contentPolicy());
    }

    private static HeaderWriter contentPolicy() {
        return (request, response) ->
                response.setHeader("Content-Security-Policy", PAGES + (CHAT.matches(request) ? "*" : "'none'"));
    }
}
