public import Records

/// What the labels of many questions come to. Parts add, in any order.
public struct LabelCensus: Sendable, Hashable {
    /// What the labels of one source come to.
    public struct Source: Sendable, Hashable {
        /// The data set.
        public var name: String
        /// Questions by label, in the order of `Difficulty.allCases`.
        public var labels = [Int](repeating: 0, count: Difficulty.allCases.count)
        /// Questions with at least one verdict.
        public var decided = 0
        /// Draws that never came.
        public var missing = 0

        /// How many questions there are.
        public var questionCount: Int { labels.reduce(0, +) }

        fileprivate mutating func add(_ other: Source) {
            for place in labels.indices { labels[place] += other.labels[place] }
            decided += other.decided
            missing += other.missing
        }
    }

    /// Questions and draws of which something is told.
    public struct Tally: Sendable, Hashable {
        /// Questions.
        public var questions = 0
        /// Draws.
        public var draws = 0

        /// None.
        public init() {}

        fileprivate mutating func add(_ count: Int, times: Int) {
            guard count > 0 else { return }
            questions += times
            draws += count * times
        }

        fileprivate mutating func add(_ other: Tally) {
            questions += other.questions
            draws += other.draws
        }
    }

    /// The sources, sorted by their bytes.
    public private(set) var sources: [Source] = []
    /// Questions by reason, in the order of `LabelReason.allCases`.
    public private(set) var reasons = [Int](repeating: 0, count: LabelReason.allCases.count)
    /// Questions by how many draws are right.
    public private(set) var histogram: [Int] = []
    /// Draws with a verdict.
    public private(set) var decided = Tally()
    /// Draws that never came.
    public private(set) var missing = Tally()
    /// Questions that are undecided and lack draws.
    public private(set) var undecidedForMissing = 0
    /// Draws beyond those that were wanted.
    public private(set) var extra = Tally()
    /// Draws that could not be graded.
    public private(set) var notGradable = Tally()
    /// Questions that need no picture, and how many were looked at.
    public private(set) var shortcuts = TrialCounts()
    /// Easy questions with a constant component of the reward other than accuracy.
    public private(set) var easyConstant = 0
    private var last = 0

    /// No questions.
    public init() {}

    /// Counts a question, or several that have the same pass rate.
    ///
    /// - Parameters:
    ///   - rate: the question's label, the reason for it and what was counted of its draws.
    ///   - wanted: how many draws it should have.
    ///   - isDrawn: whether it was drawn now; an earlier stage has told of draws that are older.
    ///   - times: how many such questions there are.
    public mutating func add(
        _ rate: PassRate, wanted: Int, isDrawn: Bool = true, times: Int = 1
    ) {
        let place = place(of: rate.source)
        sources[place].labels[LabelCensus.place(rate.difficulty)] += times
        sources[place].missing += rate.counts.missing * times
        if rate.counts.decided > 0 || rate.reason == .carried { sources[place].decided += times }
        reasons[LabelCensus.place(rate.reason)] += times
        while histogram.count <= max(rate.counts.right, wanted) { histogram.append(0) }
        histogram[rate.counts.right] += times
        if rate.blind.draws > 0 {
            shortcuts.draws += times
            if rate.isShortcut { shortcuts.right += times }
        }
        if rate.difficulty == .easy, rate.constantRewards.contains(where: { $0 != "accuracy" }) {
            easyConstant += times
        }
        if !isDrawn { return }
        decided.add(rate.counts.decided, times: times)
        missing.add(rate.counts.missing, times: times)
        notGradable.add(rate.counts.notGradable, times: times)
        extra.add(rate.draws - wanted, times: times)
        if rate.difficulty == .undecided, rate.counts.missing > 0 { undecidedForMissing += times }
    }

    /// Counts the questions of another part too.
    public mutating func add(_ other: LabelCensus) {
        for source in other.sources { sources[place(of: source.name)].add(source) }
        for place in reasons.indices { reasons[place] += other.reasons[place] }
        while histogram.count < other.histogram.count { histogram.append(0) }
        for (place, count) in other.histogram.enumerated() { histogram[place] += count }
        decided.add(other.decided)
        missing.add(other.missing)
        undecidedForMissing += other.undecidedForMissing
        extra.add(other.extra)
        notGradable.add(other.notGradable)
        shortcuts.right += other.shortcuts.right
        shortcuts.draws += other.shortcuts.draws
        easyConstant += other.easyConstant
    }

    /// How many questions there are.
    public var questionCount: Int { reasons.reduce(0, +) }

    /// How many questions have a label.
    public func count(_ label: Difficulty) -> Int {
        sources.reduce(0) { $0 + $1.labels[LabelCensus.place(label)] }
    }

    /// How many questions have their label for a reason.
    public func count(_ reason: LabelReason) -> Int { reasons[LabelCensus.place(reason)] }

    private static func place(_ label: Difficulty) -> Int {
        switch label {
        case .easy: 0
        case .medium: 1
        case .hard: 2
        case .undecided: 3
        case .excluded: 4
        }
    }

    private static let allReasons = LabelReason.allCases

    private static func place(_ reason: LabelReason) -> Int {
        allReasons.firstIndex(of: reason) ?? 0
    }

    private mutating func place(of source: String) -> Int {
        if last < sources.count, sources[last].name.utf8.elementsEqual(source.utf8) { return last }
        let found = SourceSearch.place(of: source, among: sources.count) { sources[$0].name }
        if !found.isThere { sources.insert(Source(name: source), at: found.place) }
        last = found.place
        return last
    }

    /// Equality of the counts.
    public static func == (left: LabelCensus, right: LabelCensus) -> Bool {
        left.sources == right.sources && left.reasons == right.reasons
            && left.histogram == right.histogram && left.decided == right.decided
            && left.missing == right.missing && left.extra == right.extra
            && left.undecidedForMissing == right.undecidedForMissing
            && left.notGradable == right.notGradable && left.shortcuts == right.shortcuts
            && left.easyConstant == right.easyConstant
    }

    /// Feeds the counts into a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(sources)
        hasher.combine(reasons)
        hasher.combine(histogram)
    }
}
