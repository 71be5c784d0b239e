package fr.allomairies.application.security;

import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// What Tomcat refuses before any of us sees it, such as an address with `%00`: in our words, as a page or as
/// problem+json, in place of Tomcat's own page.
@Component
@Order // after what Spring Boot adds itself: the last valve speaks first
class ServerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final MessageSource messages;

    ServerRefusals(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Valve()));
    }

    private final class Valve extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            var status = HttpStatus.resolve(response.getStatus());
            if (status == null
                    || !status.isError()
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            try {
                if (wantsPage(request)) {
                    write(response, MediaType.TEXT_HTML_VALUE, page(language(request)));
                } else {
                    write(response, MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem(status));
                }
            } catch (IOException | IllegalStateException _) {
                // nobody listens any more
            }
        }
    }

    private static void write(Response response, String type, String text) throws IOException {
        response.setCharacterEncoding("UTF-8");
        response.setContentType(type);
        response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
        response.getReporter().write(text);
        response.finishResponse();
    }

    private static boolean wantsPage(Request request) {
        var accepted = request.getHeader("Accept");
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static Locale language(Request request) {
        var wanted = request.getHeader("Accept-Language");
        return wanted != null && request.getLocale().getLanguage().equals("en") ? Locale.ENGLISH : Locale.FRENCH;
    }

    private static String problem(HttpStatus status) {
        return """
                {"type":"about:blank","title":"%s","status":%d,"code":"%s"}""".formatted(
                        status.getReasonPhrase(),
                        status.value(),
                        status == HttpStatus.METHOD_NOT_ALLOWED ? "method-not-allowed" : "invalid-request");
    }

    private String page(Locale language) {
        return """
                <!DOCTYPE html>
                <html lang="%1$s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>%2$s · Allo Mairies</title>
                  <link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
                  <script src="/assets/js/theme.js"></script>
                  <link rel="stylesheet" href="/assets/allo.css"></head>
                <body>
                  <header class="header"><a class="brand" href="/">
                    <img class="brand-mark" src="/assets/mark.svg" alt="" width="30" height="30"><span>Allo Mairies</span></a></header>
                  <main id="main" class="entrance"><div class="empty">
                    <h1>%2$s</h1><p>%3$s</p><p><a class="button" href="/">%4$s</a></p></div></main>
                </body>
                </html>
                """.formatted(
                        language.getLanguage(),
                        text("4xx.title", language),
                        text("4xx.text", language),
                        text("home", language));
    }

    private String text(String key, Locale language) {
        return messages.getMessage("workspace.error." + key, null, language);
    }
}
