/// How many questions have how many right draws, others, and draws in all.
///
/// These three counts are all that the likelihood of a Beta prior depends on. Histograms add: any
/// number of parts in any order come to the same.
public struct DrawHistogram: Sendable, Hashable {
    /// How many questions have so many right draws, by their number.
    public private(set) var right: [Int] = []
    /// How many have so many that are not right.
    public private(set) var notRight: [Int] = []
    /// How many have so many draws.
    public private(set) var draws: [Int] = []

    /// No questions.
    public init() {}

    /// How many questions there are.
    public var questionCount: Int { draws.reduce(0, +) }

    /// Counts questions with these draws.
    public mutating func add(right: Int, notRight: Int, questions: Int = 1) {
        DrawHistogram.add(questions, at: right, to: &self.right)
        DrawHistogram.add(questions, at: notRight, to: &self.notRight)
        DrawHistogram.add(questions, at: right + notRight, to: &draws)
    }

    /// Counts the questions of another histogram too.
    public mutating func add(_ other: DrawHistogram) {
        for (place, count) in other.right.enumerated() {
            DrawHistogram.add(count, at: place, to: &right)
        }
        for (place, count) in other.notRight.enumerated() {
            DrawHistogram.add(count, at: place, to: &notRight)
        }
        for (place, count) in other.draws.enumerated() {
            DrawHistogram.add(count, at: place, to: &draws)
        }
    }

    private static func add(_ count: Int, at place: Int, to counts: inout [Int]) {
        while counts.count <= place { counts.append(0) }
        counts[place] += count
    }
}
