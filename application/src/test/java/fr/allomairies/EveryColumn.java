package fr.allomairies;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every column of the database that may hold a word of somebody, and those that hold none of a citizen's.
final class EveryColumn {

    /// Codes, people of the house, what they write about the house, and secrets of the telephone: a table a line.
    static final Set<String> OF_NO_CITIZEN = Stream.of("""
            account login name password_hash role service
            alert acknowledged_by figure name scope threshold value
            alert_message failure language target way
            alert_rule figure language mails name release saved_by scope threshold webhook
            alert_rule_change changed_by name what
            agent_phone agent sip_password web_password
            answer_template abbreviation
            answer_template_version abbreviation decided_by english french state title written_by
            appointment said_by state
            article body categories document title told written_by
            article_version body categories title told written_by
            attachment scan threat
            assistant_label category labelled_by
            assistant_measure category emergency_precision emergency_recall sentences theme
            assistant_model content decided_by phase sha256 started_by state
            assistant_sentence changed_by sentence sound text words
            assistant_thresholds changed_by one_of_two sure
            assistant_trial ended_by one_of_two started_by sure
            blocked_caller decided_by ended_by proposed_by state
            call agent call callback_of consult_agent consult_leg number outside_kind server
            call_recording agent call category purpose state
            call_talk call category state
            catalogue_version categories changed_by sectors services
            channels_chat_conversation channel language
            channels_chat_way slow
            channels_inbox channel number state
            channels_mailbox address category imap_host imap_security imap_user name oauth_client oauth_scope
            channels_mailbox oauth_tokens saved_by smtp_host smtp_security smtp_user
            channels_messaging_event channel
            channels_messaging_sent channel
            channels_open311_request number service_code
            channels_open311_update what
            channels_outbox channel state
            channels_partner_key beginning created_by ended_by partner sha256
            citizen_address kind
            city_number category closures hours language name number saved_by week
            crisis declared_by lifted_by message
            decision by details kind
            event_log agent_id payload type
            event_log_cursor follower
            hand_over failure service target way
            hot_spot_dismissal dismissed_by
            house_days reason removed_by saved_by spans
            house_week saved_by week
            interaction author channel delivery direction kind officer progress service
            live_listening agent failure listener mode state
            outside_number kind name number saved_by
            recording_listening listener
            recording_switch who
            report_mailing asked_by every language name tables types
            report_message failure target
            report_schedule every language mails name saved_by tables types
            report_schedule_change changed_by name what
            retention_period categories channels saved_by
            retention_run asked_by
            rights_request asked_by kind
            recovery_code hash login
            roster_draft agent content file made_by
            roster_entry activity agent
            roster_import file imported_by undone_by
            routing_agent agent pause_reason presence skills state steered_by steered_reason steered_to
            routing_contact agent category channel commune language matched needs number passed_by passed_to
            routing_contact phase preferred score shares
            routing_exclusion agent
            routing_lock client_id lock_key region
            routing_rules_activation cancelled_by ordered_by
            routing_rules_draft author text
            routing_rules_version author note text
            second_factor login
            second_factor_role role saved_by
            security_key attestation client_data id login name public_key transports
            self_call failed
            session address browser id login way
            skill_move agent ended ended_by given_by skill
            skill_moved agent by_agent skill
            skill_moved_read agent
            ticket category channel disposition language last_agent merged_by number owner progress service
            ticket status
            ticket_contact channel
            ticket_follower agent
            ticket_mention agent
            ticket_task added_by agent answer done_by service
            ticket_news agent by_agent value what
            ticket_list category channel columns name ordering owner service status view
            ticket_hold held_by why
            ticket_presence agent
            tour_seen login tour
            unknown_number number
            vault_content key_name salt
            """.split("\n"))
            .map(line -> line.strip().split(" "))
            .flatMap(line -> Arrays.stream(line).skip(1).map(column -> line[0] + "." + column))
            .collect(Collectors.toUnmodifiableSet());

    private EveryColumn() {}

    /// As `table.column`.
    static List<String> of(JdbcClient db) {
        return db.sql("""
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'public' and table_name <> 'flyway_schema_history'
                          and data_type in ('text', 'jsonb', 'json', 'bytea', 'tsvector', 'ARRAY', 'USER-DEFINED',
                                            'character varying', 'character', 'double precision')
                        order by 1
                        """).query(String.class).list();
    }

    /// @return the tables in which the word stands, in text, in bytes, or in other case
    static List<String> occurrences(JdbcClient db, String word) {
        var hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        return db
                .sql(
                        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> db.sql("select exists (select 1 from " + table
                                + " t where strpos(lower(t::text), :word) > 0 or strpos(t::text, :hex) > 0)")
                        .param("word", word)
                        .param("hex", hex)
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
