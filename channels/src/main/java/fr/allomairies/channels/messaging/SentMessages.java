package fr.allomairies.channels.messaging;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.InteractionId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What has left for messengers, by the ids of their providers.
@Repository
class SentMessages {

    private final JdbcClient db;

    SentMessages(JdbcClient db) {
        this.db = db;
    }

    /// @param message external id in the outbox, and the part of it
    /// @param interaction which is told how it fares: that of the last part
    void add(
            ChannelKind channel,
            String providerId,
            UUID conversation,
            String message,
            @Nullable UUID interaction,
            Instant at) {
        db.sql("""
                        insert into channels_messaging_sent
                            (channel, provider_id, conversation, message, interaction, sent_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .param(channel.value())
                .param(ProviderEvents.hash(providerId))
                .param(conversation)
                .param(message)
                .param(interaction)
                .param(Timestamp.from(at))
                .update();
    }

    boolean has(ChannelKind channel, String message) {
        return db.sql("select exists (select from channels_messaging_sent where channel = ? and message = ?)")
                .params(channel.value(), message)
                .query(Boolean.class)
                .single();
    }

    /// Whether something that was composed earlier for the same citizen has still to leave.
    boolean isBehind(ChannelKind channel, UUID conversation, String message) {
        return db.sql("""
                        select exists (
                            select from channels_outbox o
                            join channels_outbox mine on mine.channel = o.channel and mine.external_id = :message
                            where o.channel = :channel and o.state = 'to-send' and o.composed_at < mine.composed_at
                              and o.headers ->> 'conversation' = :conversation
                              and not exists (select from channels_messaging_sent s
                                              where s.channel = o.channel and s.message = o.external_id))
                        """)
                .param("message", message)
                .param("channel", channel.value())
                .param("conversation", conversation.toString())
                .query(Boolean.class)
                .single();
    }

    Optional<Sent> of(ChannelKind channel, String providerId) {
        return db.sql("select interaction from channels_messaging_sent where channel = ? and provider_id = ?")
                .params(channel.value(), ProviderEvents.hash(providerId))
                .query((row, _) -> new Sent(
                        Optional.ofNullable(row.getObject(1, UUID.class)).map(InteractionId::new)))
                .optional();
    }

    /// What of the conversation had left by then and is not old.
    List<InteractionId> until(UUID conversation, Instant at, Instant since) {
        return db
                .sql("""
                        select interaction from channels_messaging_sent
                        where conversation = ? and interaction is not null and sent_at <= ? and sent_at > ?
                        """)
                .params(conversation, Timestamp.from(at), Timestamp.from(since))
                .query(UUID.class)
                .list()
                .stream()
                .map(InteractionId::new)
                .toList();
    }

    /// @param interaction absent for what the assistant said, and for all but the last part of a long answer
    record Sent(Optional<InteractionId> interaction) {}
}
