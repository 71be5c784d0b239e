package fr.allomairies.workspace.board.alerts;

import fr.allomairies.telephony.Appointments;
import fr.allomairies.telephony.SelfCalls;
import fr.allomairies.telephony.Telephony;
import org.springframework.stereotype.Component;

/// What a rule may look at beside the board.
@Component
record Beside(SelfCalls selfCalls, Appointments appointments, Telephony telephony) {}
