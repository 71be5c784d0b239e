/// Kafka, where `allo.kafka.bootstrap-servers` names one: every event of the log goes out as a CloudEvent, and reports
/// of partners come in. Without it nothing here exists.
@NullMarked
package fr.allomairies.application.messaging;

import org.jspecify.annotations.NullMarked;
