import Records
import Testing

@testable import Sampling

@Suite("A share of the questions of each source, capability and label")
struct QuestionSubsetTests {
    static let members: [QuestionSubset.Member?] = (0..<1000).map { number in
        if number % 10 == 9 { return nil }
        return .init(
            id: "q\(number)", source: number % 3 == 0 ? "a" : "b",
            capability: number % 2 == 0 ? .coarse : .reasoning,
            difficulty: number % 5 == 0 ? .easy : .medium)
    }

    static func chosen(
        _ members: [QuestionSubset.Member?] = members, seed: UInt64 = 1,
        _ change: (inout QuestionSubset.Rule) -> Void
    ) -> [Int] {
        var settings = QuestionSubset.Rule()
        change(&settings)
        return QuestionSubset(settings, seed: Seed(seed)).places(in: members)
    }

    @Test func `all that is known is chosen by default`() {
        #expect(QuestionSubsetTests.chosen { _ in }.count == 900)
    }

    @Test func `every stratum gives its share, rounded up`() {
        let places = QuestionSubsetTests.chosen { $0.share = 0.1 }
        func strata(_ places: some Sequence<Int>) -> [String: Int] {
            var counts: [String: Int] = [:]
            for member in places.compactMap({ QuestionSubsetTests.members[$0] }) {
                counts["\(member.source) \(member.capability) \(member.difficulty)", default: 0] +=
                    1
            }
            return counts
        }
        let all = strata(QuestionSubsetTests.members.indices)
        #expect(strata(places) == all.mapValues { ($0 + 9) / 10 })
        #expect(places == places.sorted())
    }

    @Test func `who is chosen depends neither on the order nor on the others`() {
        let members = QuestionSubsetTests.members
        func ids(_ members: [QuestionSubset.Member?], _ share: Double) -> Set<String> {
            Set(
                QuestionSubsetTests.chosen(members) { $0.share = share }
                    .compactMap { members[$0]?.id })
        }
        var random = CounterGenerator(Seed(7))
        #expect(ids(random.shuffled(members), 0.2) == ids(members, 0.2))
        #expect(ids(members, 0.2).isSubset(of: ids(members, 0.3)))
        let ofB = members.filter { $0?.source == "b" }
        #expect(ids(ofB, 0.2) == ids(members, 0.2).intersection(ofB.compactMap { $0?.id }))
    }

    @Test func `another seed chooses others`() {
        let first = QuestionSubsetTests.chosen(seed: 1) { $0.share = 0.1 }
        let second = QuestionSubsetTests.chosen(seed: 2) { $0.share = 0.1 }
        #expect(first != second)
        #expect(first.count == second.count)
    }

    @Test func `labels, capabilities and sources narrow it`() {
        let places = QuestionSubsetTests.chosen {
            $0.labels = [.easy]
            $0.capabilities = [.coarse]
            $0.sources = ["a", "nobody"]
        }
        #expect(!places.isEmpty)
        for member in places.compactMap({ QuestionSubsetTests.members[$0] }) {
            #expect(member.difficulty == .easy && member.capability == .coarse)
            #expect(member.source == "a")
        }
        #expect(QuestionSubsetTests.chosen { $0.sources = ["nobody"] }.isEmpty)
    }
}
