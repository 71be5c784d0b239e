package fr.allomairies.channels.email;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/// What the mail server said when it did not take a mail. A code of 500 and above is meant for good.
final class SmtpAnswer {

    private static final int FOR_GOOD = 500;

    private SmtpAnswer() {}

    static Optional<String> permanent(Throwable failure) {
        for (var cause = next(failure); cause != null; cause = nested(cause)) {
            if (code(cause) >= FOR_GOOD) {
                return Optional.of(cause instanceof SMTPAddressFailedException ? "recipient-refused" : "mail-refused");
            }
        }
        return Optional.empty();
    }

    private static @Nullable Throwable next(@Nullable Throwable failure) {
        return failure == null || failure instanceof MessagingException ? failure : next(failure.getCause());
    }

    private static @Nullable Throwable nested(Throwable failure) {
        return failure instanceof SendFailedException sending ? sending.getNextException() : next(failure.getCause());
    }

    private static int code(Throwable failure) {
        return switch (failure) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException sending -> sending.getReturnCode();
            default -> 0;
        };
    }
}
