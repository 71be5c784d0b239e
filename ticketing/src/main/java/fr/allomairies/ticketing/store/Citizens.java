package fr.allomairies.ticketing.store;

import static fr.allomairies.ticketing.store.Columns.clean;
import static fr.allomairies.ticketing.store.Columns.time;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.eventlog.Write;
import fr.allomairies.ticketing.Sender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who turned to the city, known by e-mail address and phone number on every channel.
@Repository
public class Citizens {

    static final int OF_ADDRESSES = 41;

    private final JdbcClient db;

    Citizens(JdbcClient db) {
        this.db = db;
    }

    /// One message of a sender after the other: held until the caller's transaction ends. Taken before any ticket's
    /// row lock, or two callers could wait for each other.
    public void serialize(Sender sender) {
        addresses(sender).stream().map(Address::value).sorted().forEach(this::advisoryLock);
    }

    /// The citizen behind the sender, made known when new; nobody when the sender tells nothing to be known by.
    /// When e-mail and phone belong to two citizens, the e-mail decides and nobody is merged: phones are shared.
    ///
    /// @param known by one of the sender's addresses
    public static Recognised recognise(Sender sender, @Nullable KnownCitizen known, Instant at) {
        var addresses = addresses(sender);
        if (addresses.isEmpty() && sender.name() == null) {
            return new Recognised(null, List.of());
        }
        var news = new ArrayList<Write>();
        var citizen = known == null ? CitizenId.next() : known.id();
        if (known == null) {
            news.add(insertion(citizen, sender.name(), at));
        } else if (!known.named() && sender.name() != null) {
            news.add(naming(citizen, sender.name()));
        }
        if (known == null || addresses.size() > 1) {
            addresses.forEach(address -> news.add(attachment(address, citizen)));
        }
        return new Recognised(citizen, news);
    }

    /// What an agent learnt of the citizen of a ticket: a known address wins over the citizen known so far.
    public Optional<CitizenId> correct(@Nullable CitizenId known, Sender told, Instant at) {
        var addresses = addresses(told);
        var found = find(addresses).or(() -> Optional.ofNullable(known));
        if (found.isEmpty() && addresses.isEmpty() && told.name() == null) {
            return Optional.empty();
        }
        var news = new ArrayList<Write>();
        var citizen = found.orElseGet(CitizenId::next);
        if (found.isEmpty()) {
            news.add(insertion(citizen, told.name(), at));
        }
        addresses.forEach(address -> news.add(attachment(address, citizen)));
        if (told.name() != null) {
            news.add(naming(citizen, told.name()));
        }
        Write.together(db, news);
        return Optional.of(citizen);
    }

    private static Write insertion(CitizenId citizen, @Nullable String name, Instant at) {
        return Write.sql("insert into citizen (id, name, known_since) values (:id, :name, :since)")
                .param("id", citizen.value())
                .param("name", Columns.value(name, Columns::clean))
                .param("since", time(at));
    }

    /// Its row, until the caller's transaction ends. Before any ticket's row lock, like the addresses.
    public void lock(CitizenId citizen) {
        db.sql("select 1 from citizen where id = ? for no key update")
                .param(citizen.value())
                .query(Integer.class)
                .optional();
    }

    private static Write naming(CitizenId citizen, String name) {
        return Write.sql("update citizen set name = :name where id = :id")
                .param("name", clean(name))
                .param("id", citizen.value());
    }

    public Optional<String> name(CitizenId citizen) {
        return db.sql("select name from citizen where id = ? and name is not null")
                .param(citizen.value())
                .query(String.class)
                .optional();
    }

    private Optional<CitizenId> find(List<Address> addresses) {
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        return db.sql("select citizen_id from citizen_address where value in (:values) order by kind limit 1")
                .param("values", addresses.stream().map(Address::value).toList())
                .query(UUID.class)
                .optional()
                .map(CitizenId::new);
    }

    private static Write attachment(Address address, CitizenId citizen) {
        return Write.sql("""
                        insert into citizen_address (value, kind, citizen_id) values (:value, :kind, :citizen)
                        on conflict do nothing
                        """)
                .param("value", address.value())
                .param("kind", address.kind())
                .param("citizen", citizen.value());
    }

    private void advisoryLock(String value) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, ?))")
                .params(value, OF_ADDRESSES)
                .query((_, _) -> true)
                .single();
    }

    static List<Address> addresses(Sender sender) {
        return Stream.of(address(sender.email()), address(sender.phone()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Address> address(@Nullable EmailAddress email) {
        return Optional.ofNullable(email).map(known -> new Address("email", known.value()));
    }

    private static Optional<Address> address(@Nullable PhoneNumber phone) {
        return Optional.ofNullable(phone).map(known -> new Address("phone", known.e164()));
    }

    record Address(String kind, String value) {}

    public record KnownCitizen(CitizenId id, boolean named) {}

    /// @param id absent for nobody
    /// @param news what is to be written, before anything that refers to the citizen
    public record Recognised(@Nullable CitizenId id, List<Write> news) {}
}
