package fr.allomairies.workspace.lists;

import fr.allomairies.contact.AgentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredLists implements SavedLists {

    private static final String SEEN = " removed_at is null and (shared or owner = :reader)";

    private final JdbcClient db;

    StoredLists(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<SavedList> of(AgentId reader) {
        return db.sql("select * from ticket_list where" + SEEN + " order by shared, lower(name), list")
                .param("reader", reader.value())
                .query(StoredLists::list)
                .list();
    }

    @Override
    public Optional<SavedList> find(UUID id, AgentId reader) {
        return db.sql("select * from ticket_list where list = :list and" + SEEN)
                .param("list", id)
                .param("reader", reader.value())
                .query(StoredLists::list)
                .optional();
    }

    @Override
    @Transactional
    public boolean add(SavedList list) {
        oneAfterAnother();
        return db.sql("""
                        insert into ticket_list (list, owner, name, shared, view, status, channel, service, category,
                                                 ordering, columns)
                        select :list, :owner, :name, :shared, :view, :status, :channel, :service, :category,
                               :ordering, :columns
                        where (select count(*) from ticket_list where owner = :owner and removed_at is null) < :most
                          and (not :shared or (select count(*) from ticket_list
                                               where shared and removed_at is null) < :most)
                        """)
                        .params(params(list))
                        .param("owner", list.owner().value())
                        .param("most", MOST)
                        .update()
                > 0;
    }

    @Override
    @Transactional
    public boolean change(SavedList list) {
        oneAfterAnother();
        return db.sql("""
                        update ticket_list set name = :name, shared = :shared, view = :view, status = :status,
                            channel = :channel, service = :service, category = :category, ordering = :ordering,
                            columns = :columns
                        where list = :list
                          and (not :shared or shared or (select count(*) from ticket_list
                                                         where shared and removed_at is null) < :most)
                        """).params(params(list)).param("most", MOST).update() > 0;
    }

    @Override
    @Transactional
    public void remove(UUID id) {
        db.sql("delete from ticket_list where removed_at < now() - interval '1 day'")
                .update();
        db.sql("update ticket_list set removed_at = now() where list = ?")
                .param(id)
                .update();
    }

    @Override
    @Transactional
    public Optional<SavedList> restore(UUID id, AgentId reader, boolean shared) {
        oneAfterAnother();
        db.sql("""
                update ticket_list back set removed_at = null
                where list = :list and removed_at is not null and (owner = :reader or shared and :shared)
                  and (select count(*) from ticket_list
                       where owner = back.owner and removed_at is null) < :most
                  and (not shared or (select count(*) from ticket_list
                                      where shared and removed_at is null) < :most)
                """)
                .param("list", id)
                .param("reader", reader.value())
                .param("shared", shared)
                .param("most", MOST)
                .update();
        return find(id, reader);
    }

    /// Who counts is not overtaken by another who counts.
    private void oneAfterAnother() {
        db.sql("lock table ticket_list in share row exclusive mode").update();
    }

    private static Map<String, @Nullable Object> params(SavedList list) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("list", list.id());
        params.put("name", list.name());
        params.put("shared", list.shared());
        params.put("view", list.asked().view());
        params.put("status", list.asked().status());
        params.put("channel", list.asked().channel());
        params.put("service", list.asked().service());
        params.put("category", list.asked().category());
        params.put("ordering", list.asked().order());
        params.put("columns", String.join(" ", list.asked().columns()));
        return params;
    }

    private static SavedList list(ResultSet row, int nth) throws SQLException {
        var columns = row.getString("columns");
        return new SavedList(
                row.getObject("list", UUID.class),
                new AgentId(row.getString("owner")),
                row.getString("name"),
                row.getBoolean("shared"),
                new SavedList.Asked(
                        row.getString("view"),
                        row.getString("status"),
                        row.getString("channel"),
                        row.getString("service"),
                        row.getString("category"),
                        row.getString("ordering"),
                        columns.isEmpty() ? List.of() : List.of(columns.split(" "))));
    }
}
