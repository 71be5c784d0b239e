package fr.allomairies.routing.rules;

import fr.allomairies.routing.Finding;

/// The rest of a line makes no sense. Never leaves the reader of the line.
final class Misread extends Exception {

    private final transient Finding finding;

    Misread(Finding finding) {
        super(finding.code(), null, false, false);
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
