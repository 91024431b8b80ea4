import Records
import Storage
import TestSupport
import Testing

@testable import Rollouts

@Suite("Draw journal")
struct DrawJournalTests {
    let folder: TemporaryFolder
    static let key = SHA256.digest(of: [1])

    init() throws { folder = try TemporaryFolder() }

    static let outcomes: [DrawOutcome] = [
        .init(
            prompt: 0, draw: 0,
            result: .response(
                .init(
                    text: "é \n\0 🙂", tokenCount: 3, finishReason: .stop, seed: .max,
                    seconds: 0.1))),
        .init(
            prompt: 70_000, draw: 65_535,
            result: .response(.init(text: "", tokenCount: nil, finishReason: .length))),
        .init(
            prompt: 1, draw: 2,
            result: .response(.init(text: "x", tokenCount: 0, finishReason: .stop, seed: 0))),
    ]

    @Test("responses come back as they were; draws that never came do not")
    func comeBack() throws {
        let journal = try DrawJournal(folder["j"], key: DrawJournalTests.key)
        let lost = DrawOutcome(prompt: 3, draw: 0, result: .missing(reason: "x", detail: "y"))
        try journal.append(DrawJournalTests.outcomes + [lost])
        try journal.sync()
        let again = try DrawJournal(folder["j"], key: DrawJournalTests.key)
        #expect(again.takeRecorded() == DrawJournalTests.outcomes)
        #expect(again.takeRecorded().isEmpty)
    }

    @Test("a draw that is there twice counts once")
    func twice() throws {
        let journal = try DrawJournal(folder["j"], key: DrawJournalTests.key)
        try journal.append(DrawJournalTests.outcomes)
        try journal.append(DrawJournalTests.outcomes)
        let again = try DrawJournal(folder["j"], key: DrawJournalTests.key)
        #expect(again.takeRecorded() == DrawJournalTests.outcomes)
    }
}
