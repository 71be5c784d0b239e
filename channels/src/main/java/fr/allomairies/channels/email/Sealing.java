package fr.allomairies.channels.email;

/// What a mail is sealed with. Nothing is verified and nothing is decrypted: we hold no keys.
enum Sealing {
    SIGNED_SMIME,
    ENCRYPTED_SMIME,
    SIGNED_PGP,
    ENCRYPTED_PGP;

    String key() {
        return "channels.mail.sealed." + name();
    }
}
