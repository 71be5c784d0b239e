package fr.allomairies.workspace;

import java.util.List;

/// What a contact turned out to be about, as the téléconseiller says it at the end.
public final class Disposition {

    public static final String ANY = "answered|information|handed-over|wrong-number|abuse|duplicate";
    public static final List<String> CODES = List.of(ANY.split("[|]"));

    private Disposition() {}
}
