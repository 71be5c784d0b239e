package fr.allomairies.application.parts;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/// Tells whoever started us why we do not start, in the manner of `./allo`: a sentence, and what can be done.
class FailureOnTerminal implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis failure) {
        System.err.println("allo : " + failure.getDescription());
        if (failure.getAction() != null) {
            System.err.println(failure.getAction());
        }
    }
}
