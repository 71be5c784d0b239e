package fr.allomairies.ticketing.handover;

import fr.allomairies.contact.ServiceCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The secrets of links and webhooks. None is stored: each is made of the installation's key and of what it is for.
@Component
public class HandOverKeys {

    private static final String HMAC = "HmacSHA256";
    private static final int SEAL = 32;
    private static final Pattern TOKEN =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([0-9a-f]{32})");

    private final String key;

    HandOverKeys(@Value("${allo.vault.key}") String key) {
        this.key = hmac(key, "hand-over");
    }

    String token(UUID id) {
        return id + "." + seal(id);
    }

    Optional<UUID> id(String token) {
        var found = TOKEN.matcher(token);
        return found.matches() && isEqual(seal(UUID.fromString(found.group(1))), found.group(2))
                ? Optional.of(UUID.fromString(found.group(1)))
                : Optional.empty();
    }

    String secret(ServiceCode service) {
        return hmac(key, "webhook:" + service);
    }

    private String seal(UUID id) {
        return hmac(key, "link:" + id).substring(0, SEAL);
    }

    public static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /// In hex.
    public static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
