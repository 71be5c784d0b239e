package fr.allomairies.channels.store;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Versions before this one kept messages of the answering machine in the clear: they are sealed at the first start.
@Component
class MessagesFromBefore implements ApplicationRunner {

    private final Inbox inbox;
    private final TransactionTemplate transaction;

    MessagesFromBefore(Inbox inbox, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        while (transaction.execute(_ -> inbox.sealOne())) {
            // one a transaction, so that none waits for all
        }
    }
}
