/// E-mail over IMAP and SMTP: reading whatever the world calls a mail, and writing ours. Enters: raw messages, letters.
@NullMarked
package fr.allomairies.channels.email;

import org.jspecify.annotations.NullMarked;
