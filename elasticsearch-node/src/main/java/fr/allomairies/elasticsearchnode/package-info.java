/// Elasticsearch as a program for the tests, out of its published jars.
@NullMarked
package fr.allomairies.elasticsearchnode;

import org.jspecify.annotations.NullMarked;
