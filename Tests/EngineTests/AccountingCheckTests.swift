import Engine
import Records
import Testing

/// The engine refuses to publish what does not add up.
@Suite struct AccountingCheckTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var unit: Accounting
        var merge: Accounting?
        var isSound: Bool
    }

    static let cases = [
        Case(
            testDescription: "unit loses one", unit: Accounting(inputs: 3, outputs: 2),
            merge: nil, isSound: false),
        Case(
            testDescription: "unit makes one up", unit: Accounting(inputs: 3, outputs: 4),
            merge: nil, isSound: false),
        Case(
            testDescription: "unit rejects one",
            unit: Accounting(inputs: 3, outputs: 2, rejects: ["torn": 1]), merge: nil,
            isSound: true),
        Case(
            testDescription: "merge does not balance", unit: Accounting(inputs: 3, outputs: 3),
            merge: Accounting(inputs: 3, outputs: 2), isSound: false),
        Case(
            testDescription: "merge forgets an input", unit: Accounting(inputs: 3, outputs: 3),
            merge: Accounting(inputs: 2, outputs: 2), isSound: false),
        Case(
            testDescription: "merge hides a reject",
            unit: Accounting(inputs: 3, outputs: 2, rejects: ["torn": 1]),
            merge: Accounting(inputs: 3, outputs: 3), isSound: false),
        Case(
            testDescription: "merge rejects more",
            unit: Accounting(inputs: 3, outputs: 2, rejects: ["torn": 1]),
            merge: Accounting(inputs: 3, outputs: 1, rejects: ["torn": 1, "duplicate": 1]),
            isSound: true),
    ]

    @Test(arguments: cases) func `only what adds up is published`(_ sample: Case) async throws {
        let temporary = try TemporaryWorkspace()
        var stage = FakeStage("s")
        stage.accounting = { _ in sample.unit }
        stage.mergeAccounting = sample.merge
        do {
            let result = try await temporary.run([stage])
            #expect(sample.isSound)
            #expect(result.stages[0].artifact.receipt.accounting == sample.merge ?? sample.unit)
        } catch {
            #expect(!sample.isSound)
            #expect(error.code == .internalError)
            #expect(try temporary.events().last?.kind == .runFailed)
        }
    }
}
