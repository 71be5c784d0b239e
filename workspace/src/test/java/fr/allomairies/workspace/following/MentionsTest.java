package fr.allomairies.workspace.following;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import fr.allomairies.workspace.following.Mentions.Person;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MentionsTest {

    private static final AgentId AMINA = new AgentId("amina");

    private final Mentions mentions = new Mentions(new People(Stream.concat(
                    Stream.of(
                            account("amina", "Amina Benali", Role.AGENT, null, true),
                            account("bruno", "Bruno Martin", Role.AGENT, null, true),
                            account("bruno.martinez", "Bruno Martinez", Role.AGENT, null, true),
                            account("helene", "Hélène D’Angelo", Role.SUPERVISOR, null, true),
                            account("paul", "Paul Roux", Role.OFFICER, "voirie", true),
                            account("gone", "Gaston Parti", Role.AGENT, null, false),
                            account("lea1", "Léa Petit", Role.AGENT, null, true),
                            account("lea2", "Léa Petit", Role.AGENT, null, true)),
                    IntStream.range(10, 30).mapToObj(n -> account("z" + n, "Zoé N" + n, Role.AGENT, null, true)))
            .toList()));

    @Test
    void namesByNameAndByLogin() {
        assertThat(in("@Bruno Martin, tu regardes ?")).containsExactly("bruno");
        assertThat(in("Vu avec @amina.")).containsExactly("amina");
        assertThat(in("@amina @Bruno Martinez (et @Amina Benali)")).containsExactly("amina", "bruno.martinez");
    }

    @Test
    void takesTheLongestNameAndWholeNamesAlone() {
        assertThat(in("@bruno.martinez et @Bruno Martinez")).containsExactly("bruno.martinez");
        assertThat(in("@Bruno Martinezzz")).as("the login stands there whole").containsExactly("bruno");
        assertThat(in("@aminata @amina-2")).isEmpty();
    }

    @Test
    void readsNamesHoweverTheyAreTyped() {
        assertThat(in("@HELENE D’ANGELO")).containsExactly("helene");
        assertThat(in("merci\n@hélène d’angelo")).containsExactly("helene");
    }

    @Test
    void anAddressNamesNobody() {
        assertThat(in("@amina_nice, @amina@ville.fr, @amina.b, @amina_")).isEmpty();
        assertThat(in("écrire à quelqu.un@amina ou jean@bruno.fr, @ , @@")).isEmpty();
    }

    @Test
    void whoMayNotSeeRequestsIsNotNamed() {
        assertThat(in("@Paul Roux @paul @gone @Gaston Parti")).isEmpty();
        assertThat(mentions.beginning("pa", AMINA)).isEmpty();
        assertThat(mentions.beginning("gas", AMINA)).isEmpty();
    }

    @Test
    void aNameOfTwoIsWrittenAsTheLogin() {
        assertThat(in("@Léa Petit")).isEmpty();
        assertThat(in("@lea2")).containsExactly("lea2");
        assertThat(mentions.beginning("petit", AMINA))
                .containsExactly(new Person("lea1", "Léa Petit"), new Person("lea2", "Léa Petit"));
    }

    @Test
    void offersWhoseNameOrWordOfItBegins() {
        assertThat(mentions.beginning("mart", AMINA))
                .containsExactly(
                        new Person("Bruno Martin", "Bruno Martin"), new Person("Bruno Martinez", "Bruno Martinez"));
        assertThat(mentions.beginning("HELE", AMINA)).hasSize(1);
        assertThat(mentions.beginning("angelo", AMINA)).hasSize(1);
        assertThat(mentions.beginning("Bruno Martine", AMINA)).hasSize(1);
        assertThat(mentions.beginning("amina", AMINA)).as("not oneself").isEmpty();
        assertThat(mentions.beginning("z", AMINA)).hasSize(8);
    }

    private List<String> in(String text) {
        return mentions.in(text).stream().map(AgentId::value).toList();
    }

    private static Account account(String login, String name, Role role, @Nullable String service, boolean active) {
        return new Account(new AgentId(login), name, role, service == null ? null : new ServiceCode(service), active);
    }

    private record People(List<Account> accounts) implements AgentDirectory {

        @Override
        public Optional<Account> account(AgentId login) {
            return accounts.stream()
                    .filter(known -> known.login().equals(login))
                    .findFirst();
        }
    }
}
