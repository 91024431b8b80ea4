public import Records

/// Builds the phases of a curriculum, and the controls beside them, from labelled questions.
///
/// Phases choose one after another among the questions that are not taken yet. What is chosen depends
/// on the seed, the rules and the questions, and not on the order of the table; memory is that of the
/// chosen ones and a few bits for each other.
public struct CurriculumBuilder {
    private let table: CandidateTable
    private let seed: Seed
    private var result: BuiltCurriculum
    private var selection = PhaseHistory()
    private var controls = PhaseHistory()

    /// Builds phases; nothing is written.
    ///
    /// - Parameters:
    ///   - rules: the phases in order, no two of one name.
    ///   - table: the questions.
    ///   - seed: what is drawn.
    ///   - locations: where the rules stand, for faults.
    /// - Throws: a `Fault` if a phase that is not optional has no question, or one that allows no
    ///   shortfall has fewer than it asks for.
    public static func build(
        _ rules: [PhaseRule], from table: CandidateTable, seed: Seed,
        locations: [SourceLocation?] = []
    ) throws(Fault) -> BuiltCurriculum {
        var builder = CurriculumBuilder(table, seed)
        for (place, rule) in rules.enumerated() {
            do throws(Fault) {
                try builder.add(rule)
            } catch {
                var fault = error
                if locations.indices.contains(place) {
                    fault.location = fault.location ?? locations[place]
                }
                throw fault
            }
        }
        return builder.result
    }

    private init(_ table: CandidateTable, _ seed: Seed) {
        self.table = table
        self.seed = seed
        let none = RowSet(rowCount: table.count)
        result = BuiltCurriculum(taken: none, controlled: none)
    }

    private mutating func add(_ rule: PhaseRule) throws(Fault) {
        var notices: [String] = []
        let (own, capped) = try select(rule, &notices)
        let control = try ControlDraw(table, rule, seed.deriving("control").deriving(rule.name))
            .draw(beside: own, without: &result.controlled, &notices)
        let replay = try replayCount(rule, own: own.count, &notices)
        let order = seed.deriving("order").deriving(rule.name)
        var counts = table.sources.map { _ in 0 }
        for choice in own { counts[Int(choice.source)] += 1 }
        let members = arranged(
            own, replay: selection.draw(replay, rule, seed.deriving("replay")), rule, order)
        let controlMembers = arranged(
            control, replay: controls.draw(replay, rule, seed.deriving("control replay")), rule,
            order.deriving("control"))
        selection.add(own, of: rule.name)
        controls.add(control, of: rule.name)
        result.filters.append((PhaseFilter(rule), capped))
        result.phases.append(
            BuiltPhase(
                rule: rule, members: members, control: controlMembers, sourceCounts: counts,
                notices: notices))
    }

    /// The phase's own questions, and what its cap on pictures left out.
    private mutating func select(
        _ rule: PhaseRule, _ notices: inout [String]
    ) throws(Fault) -> (own: [Choice], capped: RowSet?) {
        let filter = PhaseFilter(rule)
        let draws = QuotaPlan.draws(rule, from: table.sources)
        // A question that is never drawn must not keep others of its picture from being drawn.
        let pool = try QuestionPool(
            table, without: result.taken, weights: rule.weights, pictureLimit: rule.pictureLimit,
            seed: seed.deriving("sample").deriving(rule.name)
        ) { draws[Int($0.source)] && filter.fits($0) }
        let available = pool.there.reduce(0, +)
        if available == 0 {
            guard rule.isOptional else {
                throw try EmptyPhase.fault(rule, table, taken: result.taken)
            }
            notices.append("phase `\(rule.name)` has no question and is optional")
            return ([], pool.capped)
        }
        let plan = QuotaPlan(rule, sources: table.sources, there: pool.there)
        try note(plan.shortfalls, of: rule, &notices)
        if !plan.redistributed.isEmpty {
            notices.append(
                "phase `\(rule.name)`: by temperature some sources lack questions, which others "
                    + "give: " + plan.redistributed.map(\.description).joined(separator: "; "))
        }
        let together = table.sources.count
        let limits = plan.bySource.map { $0 ?? 0 } + [plan.together]
        let strata = try pool.draw(limits) { candidate in
            plan.bySource[Int(candidate.source)] == nil ? together : Int(candidate.source)
        }
        let own = Array(strata.joined())
        for choice in own { result.taken.insert(choice.row) }
        return (own, pool.capped)
    }

    /// Refuses what is not there, or says so.
    private func note(
        _ shortfalls: [Shortfall], of rule: PhaseRule, _ notices: inout [String]
    ) throws(Fault) {
        guard !shortfalls.isEmpty else { return }
        let list = shortfalls.map(\.description).joined(separator: "; ")
        guard rule.allowsShortfall else {
            throw Fault(
                .badInput,
                "phase `\(rule.name)` asks for more questions than can be drawn: \(list)",
                remedy: "ask for fewer, widen what the phase takes, or write `shortfall: allow` to "
                    + "go on with what is there")
        }
        notices.append(
            "phase `\(rule.name)` goes on with fewer questions than it asks for: \(list)")
    }

    /// How many questions of earlier phases come again.
    private func replayCount(
        _ rule: PhaseRule, own: Int, _ notices: inout [String]
    ) throws(Fault) -> Int {
        guard let replay = rule.replay else { return 0 }
        let asked = Int((replay.share * Double(own)).rounded())
        let there = selection.count(rule)
        let names = replay.phases.map { $0.map { "`\($0)`" }.joined(separator: ", ") }
        let what = "replay of \(names ?? "earlier phases")"
        if there == 0, own > 0 {
            // Only phases that may be empty are.
            notices.append(
                "phase `\(rule.name)`: the \(what) has no question, since they are empty")
        } else if asked == 0, own > 0 {
            notices.append(
                "phase `\(rule.name)`: the \(what) has no question: a share of \(replay.share) of "
                    + "\(own) is less than half of one")
        } else if there < asked {
            try note([Shortfall(what, asked: asked, there: there)], of: rule, &notices)
        }
        return min(asked, there)
    }

    private func arranged(
        _ own: [Choice], replay: [BuiltPhase.Member], _ rule: PhaseRule, _ order: Seed
    ) -> [BuiltPhase.Member] {
        let choices = rule.order.arranged(own, sources: table.sources, seed: order)
        return EvenSpread.spread(replay, among: choices.map { BuiltPhase.Member($0) })
    }
}
