package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The categories of the metropolis and the services behind them, as the administration has them now: two questions
/// may be answered by two versions. Safe for many threads.
public interface Catalogue {

    /// Those that may be chosen, in the catalogue's own order.
    List<Category> categories();

    /// Those of before too.
    List<Category> known();

    /// One of before too.
    Optional<Category> category(CategoryCode code);

    /// Where everything unclassified goes.
    Category other();

    /// Those that take work, by their codes.
    List<ServiceCode> services();

    /// One of before too.
    Optional<MunicipalService> service(ServiceCode code);

    /// Whose work it is: the service of the category, or who has its work in the sector in which the place lies.
    Assignment assignment(Category category, @Nullable Place place);

    /// What is asked of whoever reports something of that category, in the order of asking.
    List<Question> questions(CategoryCode code);

    /// @param sector that decided; absent where none did
    record Assignment(ServiceCode service, @Nullable Sector sector) {}
}
