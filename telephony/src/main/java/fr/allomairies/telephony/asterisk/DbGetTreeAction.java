package fr.allomairies.telephony.asterisk;

import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.event.ResponseEvent;

/// All keys of one family of Asterisk's database. Asterisk-Java knows the single `DBGet` only.
public final class DbGetTreeAction extends AbstractManagerAction implements EventGeneratingAction {

    private static final long serialVersionUID = 1;

    private final String family;

    DbGetTreeAction(String family) {
        this.family = family;
    }

    @Override
    public String getAction() {
        return "DBGetTree";
    }

    public String getFamily() {
        return family;
    }

    @Override
    public Class<? extends ResponseEvent> getActionCompleteEventClass() {
        return DBGetTreeCompleteEvent.class;
    }
}
