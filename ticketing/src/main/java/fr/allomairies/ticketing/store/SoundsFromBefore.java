package fr.allomairies.ticketing.store;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Versions before this one kept messages of the answering machine in the clear: they are sealed at the first start.
@Component
class SoundsFromBefore implements ApplicationRunner {

    private final StoredAttachments attachments;
    private final TransactionTemplate transaction;

    SoundsFromBefore(StoredAttachments attachments, TransactionTemplate transaction) {
        this.attachments = attachments;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        while (transaction.execute(_ -> attachments.sealOne())) {
            // one a transaction, so that none waits for all
        }
    }
}
