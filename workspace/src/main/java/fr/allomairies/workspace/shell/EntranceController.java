package fr.allomairies.workspace.shell;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The way in.
@Controller
class EntranceController {

    private final @Nullable String provider;

    /// @param issuer of the city's identity provider; blank while there is none
    EntranceController(
            @Value("${allo.identity.issuer:}") String issuer, @Value("${allo.identity.name:}") String provider) {
        this.provider = issuer.isBlank() ? null : provider;
    }

    /// Where each one works, the larger right first, and the entrance for who is nobody yet.
    @GetMapping("/")
    String home(HttpServletRequest request) {
        return ShellAdvice.home(request).map(path -> "redirect:" + path).orElse("redirect:/sign-in");
    }

    /// @param error why the last attempt failed: `locked`, `disabled`, `expired`, `provider` and `unknown-identity` of
    ///     who came by the identity provider, or anything else for a wrong password
    @GetMapping("/sign-in")
    String signIn(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut,
            Model page) {
        page.addAttribute("provider", provider);
        page.addAttribute("problem", problem(error));
        page.addAttribute("signedOut", signedOut != null);
        return "workspace/sign-in";
    }

    @GetMapping("/design")
    String design() {
        return "workspace/design";
    }

    private static @Nullable String problem(@Nullable String error) {
        return switch (error) {
            case null -> null;
            case "locked", "disabled", "expired", "provider", "unknown-identity" -> error;
            default -> "bad-credentials";
        };
    }
}
