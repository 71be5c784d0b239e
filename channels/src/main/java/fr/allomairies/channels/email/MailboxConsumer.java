package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.email.Mailbox.Envelope;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jspecify.annotations.Nullable;

/// Looks into the mailbox again and again, over one connection. Mails come by the lot: fetched at once, stored at
/// once, and marked as seen when they are stored. What cannot be fetched or stored stays unseen and holds nothing
/// up.
final class MailboxConsumer extends ScheduledPollConsumer {

    private static final int MOST = 50;
    private static final int MOST_BYTES = 8 << 20;
    private static final int LARGEST_HELD = 100 << 20;

    private final MailSettings settings;
    private @Nullable Mailbox mailbox;

    MailboxConsumer(MailEndpoint endpoint, Processor processor, MailSettings settings) {
        super(endpoint, processor);
        this.settings = settings;
    }

    @Override
    protected int poll() throws Exception {
        try {
            var open = mailbox == null ? Mailbox.open(settings) : mailbox;
            mailbox = open;
            var taken = 0;
            for (var lot : lots(open.unseen())) {
                taken += take(open, lot);
            }
            return taken;
        } catch (MessagingException e) {
            hangUp();
            throw e;
        }
    }

    /// In the order of their arrival. A mail too large to be held has a lot of its own.
    private static List<List<Envelope>> lots(List<Envelope> unseen) {
        var lots = new ArrayList<List<Envelope>>();
        var lot = new ArrayList<Envelope>();
        long bytes = 0;
        for (var mail : unseen) {
            if (!lot.isEmpty() && (lot.size() == MOST || bytes + mail.bytes() > MOST_BYTES)) {
                lots.add(lot);
                lot = new ArrayList<>();
                bytes = 0;
            }
            lot.add(mail);
            bytes += mail.bytes();
        }
        if (!lot.isEmpty()) {
            lots.add(lot);
        }
        return lots;
    }

    private int take(Mailbox open, List<Envelope> lot) throws MessagingException {
        var mails = fetch(open, lot);
        var stored = store(mails);
        if (!stored.isEmpty()) {
            open.markSeen(stored);
        }
        return stored.size();
    }

    private Map<Long, RawMessage> fetch(Mailbox open, List<Envelope> lot) throws MessagingException {
        var mails = new LinkedHashMap<Long, RawMessage>();
        var alone = lot.getFirst();
        if (lot.size() == 1 && alone.bytes() > LARGEST_HELD) {
            open.header(alone.uid())
                    .ifPresent(header -> mails.put(alone.uid(), MailboxMessage.tooLarge(header, alone.bytes())));
        } else {
            open.whole(lot.stream().map(Envelope::uid).toList())
                    .forEach((uid, bytes) -> mails.put(uid, MailboxMessage.of(bytes)));
        }
        return mails;
    }

    /// The uids of what was stored: all of it, or what could be when each is tried alone.
    private List<Long> store(Map<Long, RawMessage> mails) {
        if (mails.isEmpty() || delivered(List.copyOf(mails.values()), mails.size() == 1)) {
            return List.copyOf(mails.keySet());
        }
        return mails.size() == 1
                ? List.of()
                : mails.entrySet().stream()
                        .filter(mail -> delivered(List.of(mail.getValue()), true))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private boolean delivered(List<RawMessage> mails, boolean tell) {
        var exchange = createExchange(true);
        exchange.getIn().setBody(mails);
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        var failure = exchange.getException();
        releaseExchange(exchange, false);
        if (failure != null && tell) {
            getExceptionHandler().handleException("a mail could not be stored and comes again", failure);
        }
        return failure == null;
    }

    private void hangUp() {
        var open = mailbox;
        mailbox = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        hangUp();
    }
}
