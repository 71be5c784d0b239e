package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Reason;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.springframework.stereotype.Component;

/// Where a sign-in leads: to the page that was asked for, else to where the role works; after a failure back, with the
/// reason.
@Component
class SignInAnswers {

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
    private final SignInLog log;
    private final RequestCache pages = pages();

    SignInAnswers(SignInAttempts attempts, SignInLog log) {
        this.attempts = attempts;
        this.log = log;
    }

    /// Only a page can be gone back to, never a call of a script, nor a form that was sent.
    RequestCache pagesOnly() {
        return pages;
    }

    private static RequestCache pages() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(new AndRequestMatcher(
                request -> request.getMethod().equals("GET")
                        && !request.getServletPath().startsWith("/sign-in"),
                new RequestHeaderRequestMatcher("Sec-Fetch-Mode", "navigate")));
        return cache;
    }

    void succeeded(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        attempts.succeeded(SignInLimitFilter.login(request));
        leadsOn(request, response, who);
    }

    /// To what is still missing, if anything is.
    void leadsOn(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        var next = next(who);
        if (next.isPresent()) {
            response.sendRedirect(request.getContextPath() + next.get());
        } else {
            goesOn(request, response, who);
        }
    }

    /// What is still missing to be signed in.
    static Optional<String> next(@Nullable Authentication who) {
        if (who == null || !(who.getPrincipal() instanceof SignedIn signedIn) || !signedIn.isHalfway()) {
            return Optional.empty();
        }
        return Optional.of(signedIn.rights().contains(SignedIn.OWES_CODE) ? "/sign-in/code" : "/account/second-factor");
    }

    /// To what is still missing, else to where the role works.
    static String onward(Authentication who) {
        return next(who).orElseGet(() -> start(who));
    }

    /// Signed in, by whatever way.
    void goesOn(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        var handler = new SavedRequestAwareAuthenticationSuccessHandler();
        handler.setRequestCache(pages);
        handler.setDefaultTargetUrl(start(who));
        handler.onAuthenticationSuccess(request, response, who);
    }

    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        var login = SignInLimitFilter.login(request);
        var locked = attempts.failed(login, request.getRemoteAddr());
        log.refused(login, reason instanceof DisabledException ? Reason.DISABLED : Reason.PASSWORD);
        if (locked) {
            log.refused(login, Reason.LOCKED);
        }
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

    static String start(Authentication who) {
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
