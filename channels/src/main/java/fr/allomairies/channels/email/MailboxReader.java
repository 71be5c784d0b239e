package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.email.Mailbox.Envelope;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks into one mailbox again and again, over one connection and in a thread of its own. Mails come by the lot:
/// fetched at once, stored at once, and marked as seen when they are stored. What cannot be fetched or stored stays
/// unseen and holds nothing up.
final class MailboxReader implements Runnable {

    private static final int PATIENT_AFTER = 4;

    private static final int MOST = 50;
    private static final int MOST_BYTES = 8 << 20;
    private static final int LARGEST_HELD = 100 << 20;

    private final Account account;
    private final SignIn signIn;
    private final MailboxWatch watch;
    private final Duration poll;
    private final Door door;
    private final CountDownLatch left = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Mailbox mailbox;

    MailboxReader(Account account, SignIn signIn, MailboxWatch watch, Duration poll, Door door) {
        this.account = account;
        this.signIn = signIn;
        this.watch = watch;
        this.poll = poll;
        this.door = door;
    }

    /// What is read goes through it.
    interface Door {

        /// @param tell whether it is said when they cannot
        /// @return whether all of them are stored
        boolean stored(List<RawMessage> mails, boolean tell);
    }

    Account account() {
        return account;
    }

    @Override
    public void run() {
        var failures = 0;
        try {
            do {
                failures = look() ? 0 : failures + 1;
            } while (!left.await(
                    (failures < PATIENT_AFTER ? poll : poll.multipliedBy(PATIENT_AFTER)).toMillis(),
                    TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
            over.countDown();
        }
    }

    /// The lot in hand goes on to its end.
    void leave() {
        left.countDown();
    }

    /// Also when it died of an error.
    boolean isOver() {
        return over.getCount() == 0;
    }

    boolean isOver(Duration patience) throws InterruptedException {
        return over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean look() {
        try {
            var open = mailbox == null ? Mailbox.open(account, signIn) : mailbox;
            mailbox = open;
            while (take(open) > 0 && left.getCount() > 0) {
                // until there is nothing new
            }
            watch.reached(account.address());
            return true;
        } catch (MessagingException | RuntimeException e) {
            hangUp();
            watch.failed(account.address(), e);
            return false;
        }
    }

    private int take(Mailbox open) throws MessagingException {
        var taken = 0;
        for (var lot : lots(open.unseen())) {
            taken += take(open, lot);
        }
        return taken;
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
                    .ifPresent(header ->
                            mails.put(alone.uid(), MailboxMessage.tooLarge(header, alone.bytes(), account.address())));
        } else {
            open.whole(lot.stream().map(Envelope::uid).toList())
                    .forEach((uid, bytes) -> mails.put(uid, MailboxMessage.of(bytes, account.address())));
        }
        return mails;
    }

    /// The uids of what was stored: all of it, or what could be when each is tried alone.
    private List<Long> store(Map<Long, RawMessage> mails) {
        if (mails.isEmpty() || door.stored(List.copyOf(mails.values()), mails.size() == 1)) {
            return List.copyOf(mails.keySet());
        }
        return mails.size() == 1
                ? List.of()
                : mails.entrySet().stream()
                        .filter(mail -> door.stored(List.of(mail.getValue()), true))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private void hangUp() {
        var open = mailbox;
        mailbox = null;
        if (open != null) {
            open.close();
        }
    }
}
