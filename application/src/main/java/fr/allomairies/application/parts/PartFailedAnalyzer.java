package fr.allomairies.application.parts;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows the sentence instead of a stack trace.
class PartFailedAnalyzer extends AbstractFailureAnalyzer<PartFailed> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PartFailed cause) {
        return new FailureAnalysis(cause.getMessage(), null, rootFailure);
    }
}
