package fr.allomairies.ticketing;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What one module keeps of citizens, and how it goes. Each module that has a column which a citizen's words, name or
/// address may reach says so here; a test of the application holds that none is forgotten.
public interface PersonalData {

    List<Holding> holdings();

    /// Takes away what belongs to these tickets and addresses, in the caller's transaction. What is counted stays.
    void erase(Traces of);

    /// Hands out what belongs to them.
    void copy(Traces of, Copy to) throws IOException;

    /// How many things without a ticket are older.
    int countBefore(Instant time);

    /// Takes some of them away, in the caller's transaction.
    ///
    /// @return how many; 0 when nothing is left
    int forgetBefore(Instant time, int limit);

    /// Columns of one table, and what makes them go.
    record Holding(String table, List<String> columns, Rule rule) {

        public static Holding of(Rule rule, String table, String... columns) {
            return new Holding(table, List.of(columns), rule);
        }
    }

    enum Rule {
        /// With the request, so many months after its last word.
        TICKET,
        /// With the last request of the citizen.
        CITIZEN,
        /// So many months after the call or the message, whatever became of it.
        TRACES,
        /// After the time of recordings.
        RECORDING,
        /// After a year.
        YEAR
    }

    /// What leads to the data: all that was said on some tickets, and the addresses of one citizen.
    record Traces(
            List<TicketId> tickets,
            List<ContactId> contacts,
            List<InteractionId> interactions,
            List<EmailAddress> emails,
            List<PhoneNumber> phones) {}

    /// A copy that is handed out.
    interface Copy {

        /// Facts for the machine-readable part.
        void facts(String name, List<Map<String, Object>> rows);

        /// @param name within the copy; what a file system would not bear is replaced
        /// @param content is read to its end, and closed; what has gone since it was looked for is left out
        void file(String name, Content content) throws IOException;
    }

    interface Content {

        /// @throws java.util.NoSuchElementException when it has gone
        /// @throws IllegalArgumentException when it has gone from the vault
        InputStream open() throws IOException;
    }
}
