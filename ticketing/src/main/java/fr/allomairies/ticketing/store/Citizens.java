package fr.allomairies.ticketing.store;

import static fr.allomairies.ticketing.store.Columns.clean;
import static fr.allomairies.ticketing.store.Columns.time;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.Sender;
import java.time.Instant;
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

    private final JdbcClient db;

    Citizens(JdbcClient db) {
        this.db = db;
    }

    /// One message of a sender after the other: held until the caller's transaction ends. Taken before any ticket's
    /// row lock, or two callers could wait for each other.
    public void serialize(Sender sender) {
        addresses(sender).stream().map(Address::value).sorted().forEach(this::advisoryLock);
    }

    /// The citizen behind the sender, made known when new; empty when the sender tells nothing to be known by.
    /// When e-mail and phone belong to two citizens, the e-mail decides and nobody is merged: phones are shared.
    public Optional<CitizenId> recognise(Sender sender, Instant at) {
        var addresses = addresses(sender);
        if (addresses.isEmpty()) {
            return Optional.ofNullable(sender.name()).map(name -> insert(name, at));
        }
        var known = find(addresses);
        var citizen = known.orElseGet(() -> insert(sender.name(), at));
        if (known.isEmpty() || addresses.size() > 1) {
            addresses.forEach(address -> attach(address, citizen));
        }
        if (known.isPresent() && sender.name() != null) {
            db.sql("update citizen set name = ? where id = ? and name is null")
                    .params(clean(sender.name()), citizen.value())
                    .update();
        }
        return Optional.of(citizen);
    }

    /// What an agent learnt of the citizen of a ticket: a known address wins over the citizen known so far.
    public Optional<CitizenId> correct(@Nullable CitizenId known, Sender told, Instant at) {
        var addresses = addresses(told);
        var found = find(addresses).or(() -> Optional.ofNullable(known));
        if (found.isEmpty() && addresses.isEmpty() && told.name() == null) {
            return Optional.empty();
        }
        var citizen = found.orElseGet(() -> insert(told.name(), at));
        addresses.forEach(address -> attach(address, citizen));
        if (told.name() != null) {
            rename(citizen, told.name());
        }
        return Optional.of(citizen);
    }

    private CitizenId insert(@Nullable String name, Instant at) {
        var citizen = CitizenId.next();
        db.sql("insert into citizen (id, name, known_since) values (:id, :name, :since)")
                .param("id", citizen.value())
                .param("name", Columns.value(name, Columns::clean))
                .param("since", time(at))
                .update();
        return citizen;
    }

    /// Its row, until the caller's transaction ends. Before any ticket's row lock, like the addresses.
    public void lock(CitizenId citizen) {
        db.sql("select 1 from citizen where id = ? for no key update")
                .param(citizen.value())
                .query(Integer.class)
                .optional();
    }

    private void rename(CitizenId citizen, String name) {
        db.sql("update citizen set name = ? where id = ?")
                .params(clean(name), citizen.value())
                .update();
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

    private void attach(Address address, CitizenId citizen) {
        db.sql("insert into citizen_address (value, kind, citizen_id) values (?, ?, ?) on conflict do nothing")
                .params(address.value(), address.kind(), citizen.value())
                .update();
    }

    private void advisoryLock(String value) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 41))")
                .param(value)
                .query((_, _) -> true)
                .single();
    }

    private static List<Address> addresses(Sender sender) {
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

    private record Address(String kind, String value) {}
}
