package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import java.util.List;
import java.util.Optional;

/// The categories of the metropolis and the services behind them. Read-only and safe for many threads.
public interface Catalogue {

    /// In the catalogue's own order.
    List<Category> categories();

    Optional<Category> category(CategoryCode code);

    /// Where everything unclassified goes.
    Category other();

    List<ServiceCode> services();

    /// What is asked of whoever reports something of that category, in the order of asking.
    List<Question> questions(CategoryCode code);
}
