/// Reports from apps, by Open311 GeoReport v2, whose words go no further than this room.
@NullMarked
package fr.allomairies.channels.report;

import org.jspecify.annotations.NullMarked;
