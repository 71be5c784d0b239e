/// Search at scale by an Elasticsearch of the city's: an index that follows the log and can be made again from it.
/// Without `allo.search.elasticsearch.url` there is none of it, and PostgreSQL serves.
@NullMarked
package fr.allomairies.ticketing.elasticsearch;

import org.jspecify.annotations.NullMarked;
