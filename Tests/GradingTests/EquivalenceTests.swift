import Records
import Testing

@testable import Grading

@Suite("Rules of equivalence by name")
struct EquivalenceTests {
    @Test("each has a name and a version, and is found by both", arguments: Equivalence.all)
    func names(rule: Equivalence) throws {
        #expect(try Equivalence(rule.identifier) == rule)
        let name = try #require(rule.identifier.split(separator: "@").first)
        #expect(try Equivalence(String(name)) == rule)
    }

    @Test("one that is not there lists those there are", arguments: ["strict@99", "", "sympy"])
    func unknown(name: String) {
        #expect {
            _ = try Equivalence(name)
        } throws: { error in
            guard let fault = error as? Fault else { return false }
            return fault.code == .badInput
                && Equivalence.all.allSatisfy {
                    fault.remedy?.contains($0.identifier) ?? false
                }
        }
    }

    struct Exact: Sendable {
        var given: String
        var gold: String
        var verdict: Verdict
    }

    static let exact = [
        Exact(given: "  dark\tblue ", gold: "Dark Blue", verdict: .right),
        Exact(given: "STRASSE", gold: "strasse", verdict: .right),
        Exact(given: "no", gold: "on", verdict: .wrong),
        Exact(given: "0.5", gold: "1/2", verdict: .wrong),
    ]

    @Test("exact: trimmed, folded, one space between words", arguments: exact)
    func exactly(testCase: Exact) {
        #expect(
            Equivalence.exact.verdict(given: testCase.given, gold: testCase.gold)
                == testCase.verdict)
    }
}
