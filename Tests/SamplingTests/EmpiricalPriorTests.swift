import Records
import Testing

@testable import Sampling

@Suite struct EmpiricalPriorTests {
    struct Source {
        var name: String
        var pairs: [[Int]]
        var prior: [Double]
        var truth: [Double]?
    }

    static func sources() throws -> (pooled: [Double], sources: [Source]) {
        func numbers(_ value: JSONValue?) throws -> [Double] {
            try #require(value?.arrayValue).map { try #require($0.realValue) }
        }
        let fixture = try SamplingFixture.read("empirical_priors")
        let sources = try #require(fixture["sources"]?.arrayValue).map { source in
            Source(
                name: try #require(source["source"]?.stringValue),
                pairs: try #require(source["pairs"]?.arrayValue).map {
                    try numbers($0).map { Int($0) }
                }, prior: try numbers(source["prior"]),
                truth: source["true"] == .null ? nil : try numbers(source["true"]))
        }
        return (try numbers(fixture["pooled"]), sources)
    }

    static func histograms(_ sources: [Source]) -> SourceHistograms {
        var histograms = SourceHistograms()
        for source in sources {
            for pair in source.pairs {
                for _ in 0..<pair[2] {
                    histograms.add(source.name, right: pair[0], notRight: pair[1])
                }
            }
        }
        return histograms
    }

    static func isNear(_ prior: BetaPosterior.Prior, _ other: [Double], _ share: Double) -> Bool {
        abs(prior.alpha / other[0] - 1) < share && abs(prior.beta / other[1] - 1) < share
    }

    @Test func `priors are those that scipy finds`() throws {
        let (pooled, sources) = try EmpiricalPriorTests.sources()
        let priors = SourcePriors(fitting: EmpiricalPriorTests.histograms(sources))
        #expect(EmpiricalPriorTests.isNear(priors.pooled, pooled, 1e-6))
        for source in sources {
            let prior = priors.prior(of: source.name)
            #expect(
                EmpiricalPriorTests.isNear(prior, source.prior, 1e-6), "\(source.name): \(prior)")
        }
        #expect(priors.prior(of: "unknown") == priors.pooled)
        #expect(try SourcePriors(json: priors.json) == priors)
    }

    @Test func `a source with many questions has nearly the distribution its pass rates come from`()
        throws
    {
        let (_, sources) = try EmpiricalPriorTests.sources()
        let priors = SourcePriors(fitting: EmpiricalPriorTests.histograms(sources))
        var checked = 0
        for source in sources where source.pairs.reduce(0, { $0 + $1[2] }) >= 1000 {
            let truth = try #require(source.truth)
            #expect(EmpiricalPriorTests.isNear(priors.prior(of: source.name), truth, 0.2))
            checked += 1
        }
        #expect(checked == 5)
    }

    @Test func `neither the order of questions nor their parts change the fit`() throws {
        let (_, sources) = try EmpiricalPriorTests.sources()
        let whole = EmpiricalPriorTests.histograms(sources)
        var merged = SourceHistograms()
        for source in sources.reversed() {
            var turned = source
            turned.pairs.reverse()
            merged.add(EmpiricalPriorTests.histograms([turned]))
        }
        #expect(merged == whole)
        #expect(SourcePriors(fitting: merged) == SourcePriors(fitting: whole))
    }

    @Test(arguments: [(8, 0), (0, 8), (1, 0)])
    func `a source of one outcome alone has a finite prior`(right: Int, notRight: Int) {
        for count in [1, 100, 1_000_000] {
            var histogram = DrawHistogram()
            histogram.add(right: right, notRight: notRight, questions: count)
            let prior = EmpiricalPrior.pooled(histogram)
            #expect(prior.alpha.isFinite && prior.beta.isFinite)
            #expect(prior.alpha > 0 && prior.beta > 0)
            let mean = prior.alpha / (prior.alpha + prior.beta)
            #expect(right > notRight ? mean > 0.5 : mean < 0.5)
        }
    }

    @Test func `without draws a prior is uniform`() {
        let prior = EmpiricalPrior.pooled(DrawHistogram())
        #expect(EmpiricalPriorTests.isNear(prior, [1, 1], 1e-9))
        #expect(SourcePriors(fitting: SourceHistograms()).sources.isEmpty)
    }
}
