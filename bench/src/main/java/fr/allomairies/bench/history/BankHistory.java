package fr.allomairies.bench.history;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads records in the format of the "Anonymous Bank" data of the Technion's service engineering laboratory
/// (Mandelbaum, Sakov, Zeltyn 2000): one call to a line, seventeen columns between tabulators, the names of the
/// columns in the first line or not.
///
/// @param faults of the lines that were passed over
record BankHistory(List<BankCall> calls, List<Fault> faults) {

    private static final String FIRST_COLUMN = BankLine.COLUMNS.getFirst();

    static BankHistory of(Stream<String> lines) {
        var calls = new ArrayList<BankCall>();
        var faults = new ArrayList<Fault>();
        var number = 0;
        for (var line : (Iterable<String>) lines::iterator) {
            number++;
            if (!line.isBlank() && !line.startsWith(FIRST_COLUMN)) {
                read(number, line, calls, faults);
            }
        }
        return new BankHistory(List.copyOf(calls), List.copyOf(faults));
    }

    private static void read(int number, String line, List<BankCall> calls, List<Fault> faults) {
        try {
            calls.add(new BankLine(number, line).call());
        } catch (BankLine.Unreadable e) {
            faults.add(e.fault);
        }
    }
}
