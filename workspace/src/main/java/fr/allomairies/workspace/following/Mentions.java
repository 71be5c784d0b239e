package fr.allomairies.workspace.following;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The people whom an `@` in a note names, by name or by login. Only who reads requests at the desk can be named: an
/// officer sees those of his service alone.
@Component
public class Mentions {

    private static final int OFFERED = 8;

    private final AgentDirectory directory;

    Mentions(AgentDirectory directory) {
        this.directory = directory;
    }

    /// @param written what stands behind the `@` to name him: the login where several have his name
    public record Person(String written, String name) {}

    /// Whose name, a word of it or login begins like that, by name, at most eight.
    public List<Person> beginning(String typed, AgentId without) {
        var begun = plain(typed).strip();
        var named = named();
        return readers().stream()
                .filter(account -> !account.login().equals(without) && begins(account, begun))
                .sorted(Comparator.comparing(Account::name).thenComparing(Account::login))
                .limit(OFFERED)
                .map(account -> new Person(
                        account.login().equals(named.get(plain(account.name())))
                                ? account.name()
                                : account.login().value(),
                        account.name()))
                .toList();
    }

    private static boolean begins(Account account, String begun) {
        var name = plain(account.name());
        return name.startsWith(begun)
                || account.login().value().startsWith(begun)
                || Arrays.stream(name.split("[^\\p{L}\\p{N}]+")).anyMatch(word -> word.startsWith(begun));
    }

    /// In the order of their logins.
    public Set<AgentId> in(String text) {
        var named = named();
        var plain = plain(text);
        var found = new TreeSet<AgentId>();
        for (var at = plain.indexOf('@'); at >= 0; at = plain.indexOf('@', at + 1)) {
            var who = at > 0 && isWord(plain, at - 1) ? null : longest(named, plain, at + 1);
            if (who != null) {
                found.add(who);
            }
        }
        return found;
    }

    private static @Nullable AgentId longest(Map<String, AgentId> named, String text, int from) {
        return named.entrySet().stream()
                .filter(entry -> text.startsWith(entry.getKey(), from)
                        && isEnd(text, from + entry.getKey().length()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private static boolean isWord(String text, int at) {
        return at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    /// A dot or a hyphen in the middle of a word goes on with it, `_` and `@` wherever they stand.
    private static boolean isEnd(String text, int at) {
        return !isWord(text, at)
                && !(at < text.length() && "_@".indexOf(text.charAt(at)) >= 0)
                && !(at < text.length() && ".-'’".indexOf(text.charAt(at)) >= 0 && isWord(text, at + 1));
    }

    /// By plain name and by login. A name that several have names nobody.
    private Map<String, AgentId> named() {
        var named = new HashMap<String, AgentId>();
        var shared = new TreeSet<String>();
        for (var account : readers()) {
            var name = plain(account.name());
            if (named.put(name, account.login()) != null) {
                shared.add(name);
            }
        }
        named.keySet().removeAll(shared);
        readers().forEach(account -> named.put(account.login().value(), account.login()));
        return named;
    }

    private List<Account> readers() {
        return directory.accounts().stream()
                .filter(account -> account.active() && account.role() != Role.OFFICER)
                .toList();
    }

    /// In small letters without accents.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
