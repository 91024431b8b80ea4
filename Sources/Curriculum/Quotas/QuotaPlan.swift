/// How many questions of which sources a phase takes: its quotas, size and temperature, applied to what
/// is there.
public struct QuotaPlan: Sendable, Hashable {
    /// How many of each source, by its number; nothing for a source that is drawn with others.
    public private(set) var bySource: [Int?]
    /// How many of the sources that are drawn together; `Int.max` for all that fit.
    public private(set) var together = Int.max
    /// What is not there.
    public private(set) var shortfalls: [Shortfall] = []
    /// What sources lacked by temperature and others gave instead; for a notice.
    public private(set) var redistributed: [Shortfall] = []

    /// Applies a phase's rule.
    ///
    /// - Parameters:
    ///   - rule: the rule, with the phase's quotas, size and temperature.
    ///   - sources: the names of the sources, by number.
    ///   - there: how many questions of each can be drawn.
    public init(_ rule: PhaseRule, sources: [String], there: [Int]) {
        bySource = there.map { _ in nil }
        guard rule.size != nil || !rule.quotas.isEmpty else { return }
        var isNamed = sources.map { _ in false }
        let counts = QuotaPlan.counts(rule)
        for (quota, asked) in zip(rule.quotas, counts) {
            let number = sources.firstIndex { $0.utf8.elementsEqual(quota.source.utf8) }
            let available = number.map { there[$0] } ?? 0
            if let number {
                isNamed[number] = true
                bySource[number] = min(asked, available)
            }
            if available < asked {
                shortfalls.append(Shortfall("`\(quota.source)`", asked: asked, there: available))
            }
        }
        let rest = QuotaPlan.rest(rule, counts)
        let others = QuotaPlan.inOrder(sources).filter { !isNamed[$0] }
        share(rest, among: others, rule, sources, there)
    }

    /// Whether a phase's rule can draw from each source, by its number, whatever is there.
    static func draws(_ rule: PhaseRule, from sources: [String]) -> [Bool] {
        guard rule.size != nil || !rule.quotas.isEmpty else { return sources.map { _ in true } }
        let counts = QuotaPlan.counts(rule)
        let drawsOthers = QuotaPlan.rest(rule, counts) > 0
        return sources.map { source in
            let place = rule.quotas.firstIndex { $0.source.utf8.elementsEqual(source.utf8) }
            return place.map { counts[$0] > 0 } ?? drawsOthers
        }
    }

    /// What the quotas leave of the size for the other sources.
    private static func rest(_ rule: PhaseRule, _ counts: [Int]) -> Int {
        max(0, (rule.size ?? 0) - (rule.size == nil ? 0 : counts.reduce(0, +)))
    }

    /// What the quotas ask for. Shares add up to the part of the size that they are together.
    private static func counts(_ rule: PhaseRule) -> [Int] {
        let shares = rule.quotas.map { quota in
            if case .share(let share) = quota.amount { share } else { 0.0 }
        }
        let size = Double(rule.size ?? 0)
        let total = Int((size * shares.reduce(0, +)).rounded())
        let parts = LargestRemainder.split(total, by: shares)
        return zip(rule.quotas, parts).map { quota, part in
            if case .count(let count) = quota.amount { count } else { part }
        }
    }

    /// Numbers by the names' bytes: whichever source occurs first must not matter.
    private static func inOrder(_ sources: [String]) -> [Int] {
        sources.indices.sorted { sources[$0].utf8.lexicographicallyPrecedes(sources[$1].utf8) }
    }

    /// Splits what is left of the size over the sources without a quota.
    private mutating func share(
        _ rest: Int, among others: [Int], _ rule: PhaseRule, _ sources: [String], _ there: [Int]
    ) {
        let available = others.reduce(0) { $0 + there[$1] }
        let isTooLittle = available < rest
        if isTooLittle {
            let parts = others.filter { there[$0] > 0 }.map { "`\(sources[$0])` \(there[$0])" }
            let listed = parts.prefix(24).joined(separator: ", ") + (parts.count > 24 ? ", …" : "")
            let who = rule.quotas.isEmpty ? "all sources" : "all other sources"
            shortfalls.append(
                Shortfall(
                    who + (parts.isEmpty ? "" : " (there: \(listed))"), asked: rest,
                    there: available))
        }
        guard let temperature = rule.temperature else {
            together = min(rest, available)
            return
        }
        together = 0
        let split = TemperatureMix.split(
            rest, there: others.map { there[$0] }, temperature: temperature)
        for (place, number) in others.enumerated() {
            bySource[number] = split.counts[place]
            if !isTooLittle, there[number] < split.wanted[place] {
                redistributed.append(
                    Shortfall(
                        "`\(sources[number])`", asked: split.wanted[place], there: there[number]))
            }
        }
    }
}
