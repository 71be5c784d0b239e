package fr.allomairies.ticketing.flow;

import java.security.SecureRandom;
import java.util.Base64;

/// Secrets of 160 random bits that open one tracking page each.
final class TrackingTokens {

    private static final int BYTES = 20;

    private final SecureRandom random = new SecureRandom();

    static boolean isToken(String text) {
        return text.matches("[A-Za-z0-9_-]{27}");
    }

    String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
