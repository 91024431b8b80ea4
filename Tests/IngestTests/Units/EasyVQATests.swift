import Manifests
import Records
import TestSupport
import Testing

@testable import Ingest

@Suite(.enabled(if: TestData.root != nil, "\(TestData.remedy)"))
struct EasyVQATests {
    @Test func theWholeSetIsTakenIn() throws {
        let root = try #require(TestData.root)
        let run = try IngestRun([try Fixture.easyVQA(root: root + "/easy_vqa")])
        // 4,000 and 1,000 pictures; a shard ends between 750 and 1,000 of them.
        #expect((6...8).contains(run.units.count))
        #expect(run.units.reduce(0) { $0 + $1.samples.count } == 5000)
        #expect(run.summary.accounting == Accounting(inputs: 48248, outputs: 48248))
        #expect(run.summary.pictureCount == 5000)
        #expect(run.summary.warnings.isEmpty)
        let yesNo = ["yes", "no"]
        for (split, count, binary) in [("train", 38575, 28407), ("test", 9673, 7136)] {
            let own = run.questions.filter { $0.split == split }
            #expect(own.count == count)
            #expect(own.count { yesNo.contains($0.answer) } == binary)
            // What-questions are coarse, presence questions fine.
            #expect(own.allSatisfy { ($0.capability == .fine) == yesNo.contains($0.answer) })
        }
        #expect(Set(run.questions.map(\.answer)).count == 13)
        #expect(run.questions.allSatisfy { $0.extra.isEmpty && $0.target == $0.answer })
        #expect(run.questions.flatMap(\.pictures).allSatisfy { $0.width == 64 && $0.height == 64 })
    }
}
