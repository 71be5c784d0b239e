package fr.allomairies.channels.email;

import java.util.Optional;
import java.util.regex.Pattern;

/// Text that PGP has signed or encrypted within itself.
///
/// @param text without what only a machine reads
record PgpText(Sealing sealing, String text) {

    private static final String ENCRYPTED = "-----BEGIN PGP MESSAGE-----";
    private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String SIGNATURE_END = "-----END PGP SIGNATURE-----";
    private static final Pattern ESCAPED_DASH = Pattern.compile("(?m)^- ");

    static Optional<PgpText> of(String text) {
        var plain = text.replace("\r\n", "\n");
        var signed = plain.indexOf(SIGNED);
        if (signed < 0) {
            return plain.stripLeading().startsWith(ENCRYPTED)
                    ? Optional.of(new PgpText(Sealing.ENCRYPTED_PGP, text))
                    : Optional.empty();
        }
        var said = plain.indexOf("\n\n", signed);
        var signature = plain.indexOf(SIGNATURE, signed);
        if (said < 0 || signature < said) {
            return Optional.empty();
        }
        var end = plain.indexOf(SIGNATURE_END, signature);
        return Optional.of(new PgpText(
                Sealing.SIGNED_PGP,
                plain.substring(0, signed)
                        + ESCAPED_DASH
                                .matcher(plain.substring(said + 2, signature))
                                .replaceAll("")
                        + (end < 0 ? "" : plain.substring(end + SIGNATURE_END.length()))));
    }
}
