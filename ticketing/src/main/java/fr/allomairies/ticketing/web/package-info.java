/// Pages of ticketing: the citizen's tracking page and the page of the municipal services.
@NullMarked
package fr.allomairies.ticketing.web;

import org.jspecify.annotations.NullMarked;
