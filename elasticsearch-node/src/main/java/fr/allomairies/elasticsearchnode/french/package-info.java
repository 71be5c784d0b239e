/// A module of Elasticsearch: loaded by it out of a jar of its own.
@NullMarked
package fr.allomairies.elasticsearchnode.french;

import org.jspecify.annotations.NullMarked;
