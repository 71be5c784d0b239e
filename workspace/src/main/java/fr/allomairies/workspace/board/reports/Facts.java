package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.AgentSpans.Span;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.TicketRecord;
import java.time.Instant;
import java.util.List;

/// What is known of an interval.
///
/// @param position of the log up to which it was read
/// @param since from when on everything is known
/// @param contacts that count in the interval, in the order of arrival
/// @param agents the states that touch it
/// @param tickets whatever their day
public record Facts(
        Interval interval,
        long position,
        Instant since,
        Instant now,
        List<ContactRecord> contacts,
        List<Span> agents,
        List<TicketRecord> tickets) {}
