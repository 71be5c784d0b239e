package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Reason;
import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The second factor: asked for at the sign-in, and set, renewed and taken away by its owner.
@Controller
class SecondFactorPages {

    private static final String OWN = "redirect:/account/second-factor";

    private final SecondFactors factors;
    private final SignInUsers users;
    private final WholeSignIn signIn;
    private final SignInAnswers answers;
    private final SignInLog log;
    private final Enrolments enrolments;
    private final PasswordAgain passwords;
    private final SecurityKeys keys;

    SecondFactorPages(
            SecondFactors factors,
            SignInUsers users,
            WholeSignIn signIn,
            SignInAnswers answers,
            SignInLog log,
            Enrolments enrolments,
            PasswordAgain passwords,
            SecurityKeys keys) {
        this.factors = factors;
        this.enrolments = enrolments;
        this.passwords = passwords;
        this.keys = keys;
        this.users = users;
        this.signIn = signIn;
        this.answers = answers;
        this.log = log;
    }

    /// @param error that the code before was `wrong`, or the `key`, or that none is looked at for a while
    /// (`key-locked`)
    @GetMapping("/sign-in/code")
    String code(
            @RequestParam(required = false) @Nullable String error,
            Authentication me,
            HttpServletRequest request,
            Model page) {
        if (!SignedIn.owesCode(me)) {
            return "redirect:" + SignInAnswers.onward(me);
        }
        var locked = factors.lockedUntil(login(me));
        page.addAttribute("error", error == null ? null : problem(error, locked.isPresent()));
        page.addAttribute("until", locked.map(Show::shortTime).orElse(null));
        page.addAttribute("telephone", factors.hasTelephone(login(me)));
        if (!factors.keys(login(me)).isEmpty()) {
            page.addAttribute("keyOptions", keys.toSignIn(me, request));
            page.addAttribute("keyOrigin", keys.origin());
        }
        return "account/code";
    }

    private static String problem(String error, boolean locked) {
        return error.startsWith("key")
                ? (error.equals("key-locked") ? "key-locked" : "key")
                : locked ? "locked" : "wrong";
    }

    @PostMapping("/sign-in/code")
    void code(@RequestParam String code, Authentication me, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        var login = login(me);
        if (!SignedIn.owesCode(me)) {
            response.sendRedirect(request.getContextPath() + "/sign-in/code");
            return;
        }
        if (!factors.isSet(login)) {
            answers.leadsOn(request, response, signIn.again(login, request, response));
            return;
        }
        switch (factors.check(login, code)) {
            case CODE -> answers.goesOn(request, response, signIn.complete(login, Way.CODE, request, response));
            case RECOVERY_CODE ->
                answers.goesOn(request, response, signIn.complete(login, Way.RECOVERY_CODE, request, response));
            case WRONG -> {
                log.refused(login.value(), Reason.CODE);
                response.sendRedirect(request.getContextPath() + "/sign-in/code?error=wrong");
            }
            case WRONG_AND_LOCKED -> {
                tellLocked(login);
                response.sendRedirect(request.getContextPath() + "/sign-in/code?error=locked");
            }
            case LOCKED -> response.sendRedirect(request.getContextPath() + "/sign-in/code?error=locked");
        }
    }

    /// Once, and not again for each attempt that is not looked at.
    private void tellLocked(AgentId login) {
        log.refused(login.value(), Reason.CODE);
        log.refused(login.value(), Reason.LOCKED);
    }

    @GetMapping("/account/second-factor")
    String own(Authentication me, HttpServletRequest request, HttpServletResponse response, Model page) {
        var login = login(me);
        var isSet = factors.isSet(login);
        var owed = SignInAnswers.next(me).isPresent();
        if (owed && (isSet || !isRequired(login))) {
            // set in another session, or asked for no more
            return "redirect:" + SignInAnswers.onward(signIn.again(login, request, response));
        }
        page.addAttribute("isSet", isSet);
        page.addAttribute("owed", owed);
        page.addAttribute("asksPassword", !enrolments.hasGivenPassword(request));
        page.addAttribute("required", isRequired(login));
        page.addAttribute("left", factors.recoveryCodesLeft(login));
        var telephone = factors.hasTelephone(login);
        page.addAttribute("telephone", telephone);
        page.addAttribute("keys", factors.keys(login).stream().map(Key::of).toList());
        if (enrolments.hasGivenPassword(request)) {
            page.addAttribute("keyOptions", keys.toRegister(me, request));
            page.addAttribute("keyOrigin", keys.origin());
        }
        enrolments.secret(request).filter(_ -> !telephone).map(Totp::base32).ifPresent(secret -> {
            page.addAttribute("secret", secret.replaceAll("(.{4})(?=.)", "$1 "));
            page.addAttribute("qr", QrCode.of(address(login, secret)));
        });
        return "account/second-factor";
    }

    /// Source: the Key Uri Format of Google Authenticator, which all of them read.
    private static String address(AgentId login, String secret) {
        var issuer = URLEncoder.encode("Allo Mairies", StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + issuer + ":" + login + "?secret=" + secret + "&issuer=" + issuer;
    }

    /// @param password of whoever has not given it in these ten minutes
    @PostMapping("/account/second-factor/new")
    String begin(
            @RequestParam(defaultValue = "") String password,
            Authentication me,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var problem = enrolments.hasGivenPassword(request)
                ? Optional.<String>empty()
                : passwords.problem(login(me), password, request);
        if (problem.isPresent()) {
            flash.addFlashAttribute("problem", problem.get());
        } else {
            enrolments.begin(request);
        }
        return OWN;
    }

    @PostMapping("/account/second-factor/proof")
    String prove(
            @RequestParam String code,
            Authentication me,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var halfway = SignInAnswers.next(me).isPresent();
        var codes = enrolments.secret(request).flatMap(secret -> factors.prove(login(me), secret, code, halfway));
        if (codes.isEmpty()) {
            flash.addFlashAttribute("problem", "unproved");
            return OWN;
        }
        enrolments.end(request);
        if (halfway) {
            signIn.complete(login(me), Way.CODE, request, response);
        }
        return shown(codes.get(), "set", flash);
    }

    @PostMapping("/account/second-factor/recovery-codes")
    String renew(@RequestParam String code, Authentication me, RedirectAttributes flash) {
        return isRight(me, code, flash) ? shown(factors.renew(login(me)), "renewed", flash) : OWN;
    }

    @PostMapping("/account/second-factor/removal")
    String remove(@RequestParam String code, Authentication me, RedirectAttributes flash) {
        if (isRequired(login(me))) {
            flash.addFlashAttribute("problem", "required");
        } else if (isRight(me, code, flash)) {
            factors.remove(login(me), login(me));
            flash.addFlashAttribute("done", "removed");
        }
        return OWN;
    }

    private boolean isRight(Authentication me, String code, RedirectAttributes flash) {
        return switch (factors.check(login(me), code)) {
            case CODE, RECOVERY_CODE -> true;
            case WRONG -> {
                log.refused(me.getName(), Reason.CODE);
                flash.addFlashAttribute("problem", "wrong");
                yield false;
            }
            case WRONG_AND_LOCKED -> {
                tellLocked(login(me));
                yield locked(me, flash);
            }
            case LOCKED -> locked(me, flash);
        };
    }

    private boolean locked(Authentication me, RedirectAttributes flash) {
        flash.addFlashAttribute("problem", "locked");
        flash.addFlashAttribute(
                "until", factors.lockedUntil(login(me)).map(Show::shortTime).orElse(""));
        return false;
    }

    private boolean isRequired(AgentId login) {
        return users.known(login.value())
                .filter(stored -> factors.isRequired(stored.account().role()))
                .isPresent();
    }

    /// Once: the page that is asked for again has them no more.
    private static String shown(List<String> codes, String done, RedirectAttributes flash) {
        flash.addFlashAttribute("codes", codes);
        flash.addFlashAttribute("done", done);
        return OWN;
    }

    private static AgentId login(Authentication me) {
        return new AgentId(me.getName());
    }

    record Key(String id, String name, String since, String used) {

        static Key of(CredentialRecord key) {
            return new Key(
                    key.getCredentialId().toBase64UrlString(),
                    key.getLabel(),
                    Show.shortTime(key.getCreated()),
                    Show.shortTime(key.getLastUsed()));
        }
    }
}
