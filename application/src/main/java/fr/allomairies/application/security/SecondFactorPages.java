package fr.allomairies.application.security;

import fr.allomairies.application.security.SecondFactors.Answer;
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
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
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

    SecondFactorPages(
            SecondFactors factors, SignInUsers users, WholeSignIn signIn, SignInAnswers answers, SignInLog log) {
        this.factors = factors;
        this.users = users;
        this.signIn = signIn;
        this.answers = answers;
        this.log = log;
    }

    /// @param error `wrong` or `locked`
    @GetMapping("/sign-in/code")
    String code(@RequestParam(required = false) @Nullable String error, Model page) {
        page.addAttribute("error", error == null || error.equals("locked") ? error : "wrong");
        return "account/code";
    }

    @PostMapping("/sign-in/code")
    void code(@RequestParam String code, Authentication me, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (factors.check(login(me), code)) {
            case CODE -> answers.goesOn(request, response, signIn.complete(login(me), Way.CODE, request, response));
            case RECOVERY_CODE ->
                answers.goesOn(request, response, signIn.complete(login(me), Way.RECOVERY_CODE, request, response));
            case WRONG -> {
                log.refused(me.getName(), Reason.CODE);
                response.sendRedirect(request.getContextPath() + "/sign-in/code?error=wrong");
            }
            case LOCKED -> response.sendRedirect(request.getContextPath() + "/sign-in/code?error=locked");
        }
    }

    @GetMapping("/account/second-factor")
    String own(Authentication me, Model page) {
        var login = login(me);
        page.addAttribute("isSet", factors.isSet(login));
        page.addAttribute("owed", SignInAnswers.next(me).isPresent());
        page.addAttribute("required", isRequired(login));
        page.addAttribute("left", factors.recoveryCodesLeft(login));
        factors.unproved(login).ifPresent(secret -> {
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

    @PostMapping("/account/second-factor/new")
    String begin(Authentication me) {
        factors.begin(login(me));
        return OWN;
    }

    @PostMapping("/account/second-factor/proof")
    String prove(
            @RequestParam String code,
            Authentication me,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var codes = factors.prove(login(me), code);
        if (codes.isEmpty()) {
            flash.addFlashAttribute("problem", "unproved");
            return OWN;
        }
        if (SignInAnswers.next(me).isPresent()) {
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
        var answer = factors.check(login(me), code);
        if (answer == Answer.WRONG || answer == Answer.LOCKED) {
            log.refused(me.getName(), Reason.CODE);
            flash.addFlashAttribute("problem", answer == Answer.WRONG ? "wrong" : "locked");
            return false;
        }
        return true;
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
}
