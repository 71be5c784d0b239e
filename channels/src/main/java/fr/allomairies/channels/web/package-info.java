/// Messages that a citizen writes on the tracking page of a request. Enters: what ticketing says at its door
/// [fr.allomairies.ticketing.FollowUps].
@NullMarked
package fr.allomairies.channels.web;

import org.jspecify.annotations.NullMarked;
