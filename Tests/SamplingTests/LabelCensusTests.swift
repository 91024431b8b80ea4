import Records
import Sampling
import Testing

@Suite struct LabelCensusTests {
    static let rates: [(PassRate, Int)] = (0..<60).map { place in
        let right = place % 9
        let counts = VerdictCounts(
            right: right, notRight: 8 - right, notGradable: place % 7 == 0 ? 1 : 0,
            missing: place % 5 == 0 ? 2 : 0)
        let evidence = GroupEvidence(
            question: "q\(place)", source: ["b", "a", "c"][place % 3], counts: counts,
            wanted: place % 11 == 0 ? 12 : 8)
        return (Labelling(rule: .pebr).passRate(of: evidence), evidence.wanted)
    }

    static func census(_ rates: some Sequence<(PassRate, Int)>) -> LabelCensus {
        var census = LabelCensus()
        for (rate, wanted) in rates { census.add(rate, wanted: wanted) }
        return census
    }

    @Test func `every question has one label, one reason and one source`() {
        let census = LabelCensusTests.census(LabelCensusTests.rates)
        #expect(census.questionCount == 60)
        #expect(Difficulty.allCases.reduce(0) { $0 + census.count($1) } == 60)
        #expect(census.histogram.reduce(0, +) == 60)
        #expect(census.sources.map(\.name) == ["a", "b", "c"])
        #expect(census.sources.map(\.questionCount) == [20, 20, 20])
        #expect(census.missing == .init(LabelCensusTests.rates.map(\.0)) { $0.counts.missing })
        #expect(census.extra.draws > 0 && census.extra.questions <= 9)
    }

    @Test(arguments: [1, 2, 7])
    func `parts add to the whole in any order`(parts: Int) {
        var merged = LabelCensus()
        for part in (0..<parts).reversed() {
            let own = LabelCensusTests.rates.enumerated().filter { $0.offset % parts == part }
            merged.add(LabelCensusTests.census(own.map(\.element).reversed()))
        }
        #expect(merged == LabelCensusTests.census(LabelCensusTests.rates))
    }
}

extension LabelCensus.Tally {
    fileprivate init(_ rates: [PassRate], _ count: (PassRate) -> Int) {
        self.init()
        questions = rates.count { count($0) > 0 }
        draws = rates.reduce(0) { $0 + count($1) }
    }
}
