public import Records

/// What is taken of a pass rate before anything was drawn, by source.
public struct SourcePriors: Sendable, Hashable {
    /// The prior of a source that has none of its own.
    public var pooled: BetaPosterior.Prior
    /// The sources with a prior of their own, sorted by their bytes.
    public private(set) var sources: [Entry]

    /// A source and its prior.
    public struct Entry: Sendable, Hashable {
        /// The data set.
        public var source: String
        /// Its prior.
        public var prior: BetaPosterior.Prior
    }

    /// One prior for all.
    public init(_ prior: BetaPosterior.Prior) {
        pooled = prior
        sources = []
    }

    /// Empirical Bayes: the prior of each source is fitted to its draws, and shrunk to one that is
    /// fitted to all; see `EmpiricalPrior`.
    public init(fitting histograms: SourceHistograms) {
        let all = EmpiricalPrior.pooled(histograms.sum)
        pooled = all
        sources = histograms.entries.map {
            Entry(source: $0.source, prior: EmpiricalPrior.fit($0.histogram, around: all))
        }
    }

    /// The prior of a source's questions.
    public func prior(of source: String) -> BetaPosterior.Prior {
        let found = SourceSearch.place(of: source, among: sources.count) { sources[$0].source }
        return found.isThere ? sources[found.place].prior : pooled
    }
}

extension SourcePriors: TableRow {
    /// The priors as an object.
    public var json: JSONValue {
        [
            "pooled": pooled.json,
            "sources": .array(
                sources.map { ["source": .string($0.source), "prior": $0.prior.json] }),
        ]
    }

    /// Priors from their object.
    public init(json: JSONValue) throws(Fault) {
        pooled = try BetaPosterior.Prior(json: try json.column("pooled") { $0 })
        sources = []
        for entry in try json.column("sources", \.arrayValue) {
            sources.append(
                Entry(
                    source: try entry.column("source", \.stringValue),
                    prior: try BetaPosterior.Prior(json: try entry.column("prior") { $0 })))
        }
        sources.sort { $0.source.utf8.lexicographicallyPrecedes($1.source.utf8) }
    }
}

extension BetaPosterior.Prior {
    fileprivate var json: JSONValue { ["alpha": .real(alpha), "beta": .real(beta)] }

    fileprivate init(json: JSONValue) throws(Fault) {
        let alpha = try json.column("alpha", \.realValue)
        let beta = try json.column("beta", \.realValue)
        guard alpha > 0, beta > 0, alpha.isFinite, beta.isFinite else {
            throw Fault(.badInput, "a prior has the parameters \(alpha) and \(beta)")
        }
        self.init(alpha: alpha, beta: beta)
    }
}
