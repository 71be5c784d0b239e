package fr.allomairies.application.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;

/// Where a sign-in leads: to the page that was asked for, else to where the role works; after a failure back, with the
/// reason.
final class SignInAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(SignInAnswers.class);
    private static final Set<String> REFUSED_BY_US = Set.of(IdentityUsers.UNKNOWN, IdentityUsers.DISABLED);

    private record Start(String right, String page) {}

    /// The first that applies; the larger rights come first, because they include the smaller.
    private static final List<Start> STARTS = List.of(
            new Start("ROLE_ADMINISTRATOR", "/administration"),
            new Start("ROLE_SUPERVISOR", "/board"),
            new Start("ROLE_AGENT", "/desk"),
            new Start("ROLE_OFFICER", "/service"));

    private final SignInAttempts attempts;
    private final RequestCache pages = pages();

    SignInAnswers(SignInAttempts attempts) {
        this.attempts = attempts;
    }

    /// Only a page can be gone back to, never a call of a script, nor a form that was sent.
    RequestCache pagesOnly() {
        return pages;
    }

    private static RequestCache pages() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(new AndRequestMatcher(
                request -> request.getMethod().equals("GET"),
                new RequestHeaderRequestMatcher("Sec-Fetch-Mode", "navigate")));
        return cache;
    }

    void succeeded(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        attempts.succeeded(SignInLimitFilter.login(request));
        succeededElsewhere(request, response, who);
    }

    /// By the identity provider: what was guessed of passwords here is not forgotten by it.
    void succeededElsewhere(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        var handler = new SavedRequestAwareAuthenticationSuccessHandler();
        handler.setRequestCache(pages);
        handler.setDefaultTargetUrl(start(who));
        handler.onAuthenticationSuccess(request, response, who);
    }

    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        attempts.failed(SignInLimitFilter.login(request), request.getRemoteAddr());
        var code = reason instanceof DisabledException ? "disabled" : "bad-credentials";
        response.sendRedirect(request.getContextPath() + "/sign-in?error=" + code);
    }

    /// After the identity provider: it counts who guesses passwords there.
    void failedElsewhere(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        var why = reason instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : "";
        var code = REFUSED_BY_US.contains(why) ? why : "provider";
        if (code.equals("provider")) {
            LOG.atWarn().addKeyValue("error", why).log("sign-in-elsewhere-failed");
        }
        response.sendRedirect(request.getContextPath() + "/sign-in?error=" + code);
    }

    private static String start(Authentication who) {
        var rights = who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
        return STARTS.stream()
                .filter(start -> rights.contains(start.right()))
                .map(Start::page)
                .findFirst()
                .orElse("/");
    }
}
