package fr.allomairies.routing.rules;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.routing.engine.Request;
import java.util.List;

/// One contact for all that the rules treat alike.
///
/// @param categories which it may have without any difference; its own is the first
record Sample(Request request, List<CategoryCode> categories) {

    boolean isUrgent() {
        return request.priority() >= Request.URGENT;
    }
}
