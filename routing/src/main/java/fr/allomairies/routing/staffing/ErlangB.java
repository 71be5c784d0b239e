package fr.allomairies.routing.staffing;

/// The share of time in which all positions of a system without a queue are busy, from which both waiting models
/// start.
///
/// A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone
/// exchanges", 1917. The recursion `B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1))` is in R. B. Cooper, "Introduction to
/// Queueing Theory", 2nd ed. 1981, ch. 3. It adds and divides positive numbers alone, so that no digit is lost, and
/// it needs neither powers nor factorials, so that nothing overflows however many positions there are.
final class ErlangB {

    private ErlangB() {}

    static double blocking(int positions, double erlangs) {
        var blocked = 1.0;
        for (var k = 1; k <= positions; k++) {
            blocked = erlangs * blocked / (k + erlangs * blocked);
        }
        return blocked;
    }
}
