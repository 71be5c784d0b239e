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
            + "media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'";
    private static final RequestMatcher CHAT =
            PathPatternRequestMatcher.withDefaults().matcher("/chat/**");

    private PageHeaders() {}

    static void apply(HeadersConfigurer<HttpSecurity> headers) {
        apply(headers, "");
    }

    /// @param origin where a form of ours may lead in the end: the sign-out, to the identity provider
    static void apply(HeadersConfigurer<HttpSecurity> headers, String origin) {
        headers.frameOptions(frames -> frames.disable()); // frame-ancestors says it, and lets the chat out
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
        headers.permissionsPolicyHeader(
                permissions -> permissions.policy("microphone=(self), camera=(), geolocation=(self)"));
        headers.addHeaderWriter(contentPolicy(PAGES + " " + origin + "; frame-ancestors "));
    }

    private static HeaderWriter contentPolicy(String policy) {
        return (request, response) ->
                response.setHeader("Content-Security-Policy", policy + (CHAT.matches(request) ? "*" : "'none'"));
    }
}
