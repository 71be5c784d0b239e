package fr.allomairies.workspace.tour;

import fr.allomairies.contact.AgentId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
@EnableConfigurationProperties(TourSettings.class)
class StoredTours implements Tours {

    private final JdbcClient db;
    private final TourSettings settings;

    StoredTours(JdbcClient db, TourSettings settings) {
        this.db = db;
        this.settings = settings;
    }

    @Override
    public boolean isNew(Tour tour, AgentId reader) {
        return settings.offered()
                && db.sql("select not exists (select 1 from tour_seen where login = ? and tour = ?)")
                        .param(reader.value())
                        .param(tour.name())
                        .query(Boolean.class)
                        .single();
    }

    @Override
    public void seen(Tour tour, AgentId reader) {
        db.sql("insert into tour_seen (login, tour, seen_at) values (?, ?, now()) on conflict do nothing")
                .param(reader.value())
                .param(tour.name())
                .update();
    }
}
