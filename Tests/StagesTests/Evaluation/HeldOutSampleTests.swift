import Records
import Testing

@testable import Stages

/// Which held-out questions are asked where not all are.
@Suite struct HeldOutSampleTests {
    private func questions(_ ids: [String]) -> [Question] {
        ids.map {
            Question(
                id: $0, source: "s", split: "test", capability: .coarse, text: "?", answer: "1")
        }
    }

    @Test func `so many are asked, in their order, and none is lost`() {
        let all = questions((0..<50).map { "q\($0)" })
        for limit in [1, 7, 49, 50, 60] {
            let (asked, others) = HeldOutSample.of(all, limit: limit)
            #expect(asked.count == min(limit, 50))
            #expect(Set((asked + others).map(\.id)) == Set(all.map(\.id)))
            #expect(asked == all.filter { one in asked.contains { $0.id == one.id } })
        }
        #expect(HeldOutSample.of(all, limit: nil).asked == all)
    }

    @Test func `who is asked depends on the ids alone`() {
        let all = questions((0..<50).map { "q\($0)" })
        let asked = Set(HeldOutSample.of(all, limit: 20).asked.map(\.id))
        #expect(Set(HeldOutSample.of(all.reversed(), limit: 20).asked.map(\.id)) == asked)
        let more = HeldOutSample.of(all + questions(["new"]), limit: 20).asked.map(\.id)
        #expect(asked.subtracting(more).count <= 1)
        #expect(asked != Set(all.prefix(20).map(\.id)), "not the first ones")
    }
}
