package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Reason;
import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Security keys and passkeys: asked for at the sign-in instead of a code, and added and removed by their owner, who
/// has given the password in these ten minutes.
@Controller
class SecurityKeyPages {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityKeyPages.class);
    private static final String OWN = "redirect:/account/second-factor";
    private static final int MOST = 10;
    private static final int LONGEST_NAME = 60;

    private final SecurityKeys keys;
    private final SecondFactors factors;
    private final WholeSignIn signIn;
    private final SignInAnswers answers;
    private final SignInLog log;
    private final Enrolments enrolments;
    private final PasswordAgain passwords;
    private final SignInAttempts attempts;

    SecurityKeyPages(
            SecurityKeys keys,
            SecondFactors factors,
            WholeSignIn signIn,
            SignInAnswers answers,
            SignInLog log,
            Enrolments enrolments,
            PasswordAgain passwords,
            SignInAttempts attempts) {
        this.keys = keys;
        this.factors = factors;
        this.signIn = signIn;
        this.answers = answers;
        this.log = log;
        this.enrolments = enrolments;
        this.passwords = passwords;
        this.attempts = attempts;
    }

    @PostMapping("/sign-in/key")
    void key(
            @RequestParam String credential,
            Authentication me,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        var login = new AgentId(me.getName());
        if (!SignedIn.owesCode(me)) {
            response.sendRedirect(request.getContextPath() + "/sign-in/code");
        } else if (attempts.refused(counted(login), request.getRemoteAddr())) {
            response.sendRedirect(request.getContextPath() + "/sign-in/code?error=key-locked");
        } else if (keys.proves(login, credential, request)) {
            attempts.succeeded(counted(login));
            answers.goesOn(request, response, signIn.complete(login, Way.KEY, request, response));
        } else {
            var locked = attempts.failed(counted(login), request.getRemoteAddr());
            log.refused(login.value(), Reason.KEY);
            if (locked) {
                log.refused(login.value(), Reason.LOCKED);
            }
            response.sendRedirect(request.getContextPath() + "/sign-in/code?error=key");
        }
    }

    /// Apart from passwords, of which a right one makes the failures forgotten; no login is in capitals.
    private static String counted(AgentId login) {
        return "KEY " + login;
    }

    @PostMapping("/account/second-factor/keys/new")
    String begin(
            @RequestParam String password, Authentication me, HttpServletRequest request, RedirectAttributes flash) {
        passwords
                .problem(new AgentId(me.getName()), password, request)
                .ifPresentOrElse(
                        problem -> flash.addFlashAttribute("problem", problem), () -> enrolments.begin(request));
        return OWN;
    }

    @PostMapping("/account/second-factor/keys")
    String add(
            @RequestParam String credential,
            @RequestParam String name,
            Authentication me,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var login = new AgentId(me.getName());
        var called = name.strip();
        if (!enrolments.hasGivenPassword(request)) {
            flash.addFlashAttribute("problem", "key-late");
            return OWN;
        }
        if (called.isEmpty()
                || called.length() > LONGEST_NAME
                || factors.keys(login).size() >= MOST) {
            flash.addFlashAttribute("problem", "key-form");
            return OWN;
        }
        var halfway = SignInAnswers.next(me).isPresent();
        Optional<List<String>> codes;
        try {
            codes = factors.addKey(login, halfway, () -> keys.register(credential, called, request));
        } catch (RuntimeException e) {
            LOG.atInfo().addKeyValue("cause", e.getMessage()).log("security-key-not-registered");
            flash.addFlashAttribute("problem", "key-refused");
            return OWN;
        }
        if (halfway && codes.isEmpty()) {
            // set in another session
            return "redirect:" + SignInAnswers.onward(signIn.again(login, request, response));
        }
        if (halfway) {
            signIn.complete(login, Way.KEY, request, response);
        }
        flash.addFlashAttribute("done", "key-added");
        codes.ifPresent(made -> flash.addFlashAttribute("codes", made));
        return OWN;
    }

    @PostMapping("/account/second-factor/keys/removal")
    String remove(@RequestParam String id, Authentication me, HttpServletRequest request, RedirectAttributes flash) {
        if (SignInAnswers.next(me).isPresent() || !enrolments.hasGivenPassword(request)) {
            flash.addFlashAttribute("problem", "key-late");
        } else if (factors.removeKey(new AgentId(me.getName()), id)) {
            flash.addFlashAttribute("done", "key-removed");
        } else {
            flash.addFlashAttribute("problem", "key-last");
        }
        return OWN;
    }
}
