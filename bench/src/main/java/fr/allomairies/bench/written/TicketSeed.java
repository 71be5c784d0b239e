package fr.allomairies.bench.written;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two years of a city: 100,000 tickets of 40,000 citizens with two interactions each, a tenth of them open, the text
/// of each its own mixture of the words that citizens use.
final class TicketSeed {

    static final int TICKETS = 100_000;

    private final JdbcClient db;

    TicketSeed(Installation product) throws IOException {
        this.db = product.database();
    }

    /// Indexes are made once the rows are there, which is many times faster, and what takes long by two at a time.
    void fill() {
        var indexes = indexes();
        indexes.forEach(index -> run("drop index " + index.name()));
        words();
        citizens();
        tickets();
        inHalves(this::interactions);
        run("create index bench_interaction on interaction (ticket_id)");
        run("analyze interaction");
        inHalves(this::documents);
        run("drop index bench_interaction");
        run("""
                insert into ticket_search_word
                select distinct word from (select document from ticket_search limit 10000) as sample,
                    unnest(tsvector_to_array(document)) as word
                where word ~ '^[a-z]{4,30}$' on conflict do nothing
                """);
        indexes.parallelStream().forEach(index -> run(index.definition()));
        run("analyze");
    }

    private record Index(String name, String definition) {}

    private List<Index> indexes() {
        return db.sql("""
                        select indexname, indexdef from pg_indexes
                        where tablename in ('ticket', 'interaction', 'ticket_search') and indexdef not like '%UNIQUE%'
                        """)
                .query((row, _) -> new Index(row.getString(1), row.getString(2)))
                .list();
    }

    private static void inHalves(IntConsumer half) {
        IntStream.range(0, 2).parallel().forEach(half);
    }

    private void run(String statement) {
        db.sql(statement).update();
    }

    private void words() {
        db.sql("create table bench_word (nth int primary key, word text)").update();
        db.sql("""
                insert into bench_word
                select nth, word from unnest(string_to_array(:words, ' ')) with ordinality as known (word, nth)
                """).param("words", """
                        lampadaire éclairage éteint trottoir chaussée nid-de-poule dépôt sauvage encombrants poubelle conteneur \
                        collecte tri carte identité passeport naissance mariage décès acte livret école cantine crèche inscription \
                        bruit voisinage terrasse musique chien pigeon rats moustiques arbre branche parc jardin banc fontaine fuite \
                        eau égout inondation feu signalisation panneau stationnement abonnement parking fourrière épave vélo piste \
                        tramway bus arrêt handicapé rampe ascenseur logement humidité insalubre permis construire façade échafaudage \
                        impôt taxe foncière aide sociale personne âgée portage repas piscine gymnase stade bibliothèque concert plage \
                        galets parasol marché commerce graffiti affiche caméra police incivilité mairie annexe horaires rendez-vous""".strip()).update();
    }

    private void citizens() {
        db.sql("""
                insert into citizen (id, name, known_since)
                select gen_random_uuid(), (array['Jeanne','Hélène','Karim','Paul','Amélie','Noël','Chloé','Luc'])[1 + n % 8]
                       || ' ' || (array['Martin','Durand','Bérenger','Giordano','Rossi','Lefèvre'])[1 + n % 6] || n, now()
                from generate_series(1, 40000) as n
                """).update();
        db.sql("""
                insert into citizen_address (value, kind, citizen_id)
                select '+336' || lpad((row_number() over ())::text, 8, '0'), 'phone', id from citizen
                """).update();
    }

    private void tickets() {
        db.sql("""
                insert into ticket (id, number, tracking_token, status, category, channel, language, subject, service,
                                    citizen_id, phone, address, opened_at, changed_at, promised)
                select gen_random_uuid(), 'NCA-26-' || lpad((500000 + n)::text, 6, '0'), md5(n::text),
                       case when n % 10 = 0 then (array['NEW','IN_HAND','WITH_SERVICE'])[1 + n / 10 % 3] else 'CLOSED' end,
                       'lighting.lamp-out', (array['email','report','voice','chat'])[1 + n % 4], 'fr',
                       initcap(a.word) || ' ' || b.word, case when n % 3 = 0 then 'eclairage' end,
                       c.id, c.value, n % 200 || ' rue ' || (array['de la Buffa','Gioffredo','de France','Barla'])[1 + n % 4],
                       now() - n * interval '10 minutes', now() - n * interval '9 minutes', current_date + n % 30
                from generate_series(1, :tickets) as n
                join bench_word a on a.nth = 1 + n % 100 join bench_word b on b.nth = 1 + n / 100 % 100
                join (select id, value, row_number() over () as nth from citizen join citizen_address on citizen_id = id) c
                    on c.nth = 1 + n % 40000
                """).param("tickets", TICKETS).update();
    }

    private void interactions(int half) {
        db.sql("""
                insert into interaction (id, ticket_id, kind, direction, channel, at, subject, text)
                select gen_random_uuid(), t.id, 'MESSAGE', (array['IN','OUT'])[side], t.channel, t.opened_at, '',
                       'Bonjour, ' || (select string_agg(known.words[1 + abs(hashtext(t.number || side || k)) % 100], ' le ')
                                       from generate_series(1, 25) as k) || '. Merci.'
                from ticket t, generate_series(1, 2) as side, (select array_agg(word) as words from bench_word) as known
                where abs(hashtext(t.number)) % 2 = :half
                """).param("half", half).update();
    }

    private void documents(int half) {
        db.sql("""
                insert into ticket_search (ticket_id, document)
                select t.id, setweight(to_tsvector('allo_french', t.subject || ' ' || c.name || ' ' || t.address), 'A')
                             || (select to_tsvector('allo_french', string_agg(i.text, ' ')) from interaction i
                                 where i.ticket_id = t.id)
                from ticket t join citizen c on c.id = t.citizen_id
                where abs(hashtext(t.number)) % 2 = :half
                """).param("half", half).update();
    }
}
