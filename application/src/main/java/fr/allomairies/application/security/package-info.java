/// Who may enter, and where: accounts, sign-in, the rights of each address. What no rule opens stays shut.
@NullMarked
package fr.allomairies.application.security;

import org.jspecify.annotations.NullMarked;
