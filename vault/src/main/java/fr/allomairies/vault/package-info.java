/// Keeps what people said, sealed: encrypted before it is written, and gone when it is destroyed. It knows
/// nothing of what it keeps.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package fr.allomairies.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
