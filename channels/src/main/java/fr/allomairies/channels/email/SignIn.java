package fr.allomairies.channels.email;

import fr.allomairies.channels.email.Tokens.TokenException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Opens connections to the servers of mailboxes, with a password or with a token.
@Component
class SignIn {

    private final Tokens tokens;

    SignIn(Tokens tokens) {
        this.tokens = tokens;
    }

    Store imap(Account account) throws MessagingException {
        var server = account.imap();
        var store = server.session(byToken(account)).getStore(server.protocol());
        connect(store, account, server, account.imapUser(), account.secrets().imap());
        return store;
    }

    /// With a token always signed in; with a password where there is a user.
    Transport smtp(Account account) throws MessagingException {
        var server = account.smtp();
        var user = server.server().user();
        var transport = server.session(byToken(account)).getTransport(server.protocol());
        connect(
                transport,
                account,
                server,
                byToken(account) && user.isEmpty() ? account.imapUser() : orNull(user),
                orNull(account.secrets().smtp()));
        return transport;
    }

    private void connect(
            Service service, Account account, MailServer server, @Nullable String user, @Nullable String password)
            throws MessagingException {
        try {
            service.connect(
                    server.server().host(),
                    server.server().port(),
                    user,
                    byToken(account) ? tokens.of(account) : password);
        } catch (AuthenticationFailedException e) {
            tokens.forget(account);
            throw e;
        } catch (TokenException e) {
            throw new MessagingException(e.code(), e);
        }
    }

    private static boolean byToken(Account account) {
        return account.mailbox().oauth() != null;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /// What went wrong, by a word of [fr.allomairies.channels.Mailboxes.Trial].
    static String code(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, SignIn::cause)
                .flatMap(cause -> Stream.ofNullable(word(cause)))
                .reduce((_, deeper) -> deeper)
                .orElse("failed");
    }

    /// Angus keeps what a connection failed of beside its causes, not among them.
    private static @Nullable Throwable cause(Throwable failure) {
        return switch (failure) {
            case SocketConnectException socket -> socket.getException();
            case MessagingException mail -> mail.getNextException();
            default -> failure.getCause();
        };
    }

    private static @Nullable String word(Throwable failure) {
        return switch (failure) {
            case TokenException tokens -> tokens.code();
            case UnknownHostException _ -> "host-unknown";
            case AuthenticationFailedException _ -> "login-refused";
            case SSLException _ -> "certificate";
            case SocketTimeoutException _ -> "slow";
            case MailConnectException _ -> "unreachable";
            case MessagingException mail when String.valueOf(mail.getMessage()).contains("STARTTLS") -> "no-starttls";
            default -> null;
        };
    }
}
