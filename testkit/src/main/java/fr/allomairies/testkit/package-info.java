/// What every module's tests share: real servers as JUnit extensions, contracts, fixtures.
@NullMarked
package fr.allomairies.testkit;

import org.jspecify.annotations.NullMarked;
