package fr.allomairies.routing.rules;

import fr.allomairies.routing.engine.Rules;
import java.util.Objects;

/// The rules that the product comes with: version 1 of every city.
public final class Shipped {

    public static final String TEXT = """
            # Qui prend quoi. Une phrase par ligne ; ce qui suit un # est un commentaire.

            lease      20s     # durée d’une sollicitation
            exclusion  1m      # après un refus ou une non-réponse, pas de nouvelle sollicitation pour ce contact
            last-agent 10m     # avantage de qui a traité la demande en dernier
            level-fit  1m      # par niveau au-dessus du nécessaire, pour ménager les spécialistes
            preference 2m      # par préférence satisfaite
            fairness   0       # part du temps de travail déjà fait qui fait passer après les autres

            channel voice  cost 100 limit 1 wrap-up 2m interrupts
            channel relay  cost 100 limit 1 wrap-up 5m interrupts
            channel email  cost 50  limit 2 wrap-up 5m interruptible
            channel report cost 50  limit 2 wrap-up 5m interruptible
            channel chat   cost 30  limit 3 wrap-up 5m
            channel other           limit 3 wrap-up 5m

            class emergency priority 600 slope 1    cap 8h  max-wait 30s
            class call      priority 30  slope 1    cap 8h  max-wait 10m
            class relay     priority 30  slope 1    cap 8h  max-wait 10m
            class chat      priority 15  slope 1    cap 8h  max-wait 15m
            class written   priority 0   slope 0.05 cap 10m max-wait 2d  urgency 0.1 within 4h

            line emergency when urgent class emergency
              step needs
              step after 10s any

            line calls when channel = voice class call
              step needs and language
              step after 1m needs-at-any-level and language
              prefer commune
              overflow voicemail after 3m if nobody

            # même qualité de service que le téléphone
            line relay when channel = relay class relay
              step needs and language
              step after 1m needs-at-any-level and language
              prefer commune
              overflow voicemail after 3m if nobody

            line chats when channel = chat class chat
              step needs and language
              step after 1m needs-at-any-level and language

            line other when always class written
              step needs and language
            """;

    private Shipped() {}

    public static Rules rules() {
        return Objects.requireNonNull(RulesText.read(TEXT).rules(), "the shipped rules cannot be read");
    }
}
