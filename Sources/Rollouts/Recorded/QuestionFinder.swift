import Records

/// Finds which question a prompt asks, by the question's text in it.
///
/// Rabin and Karp's search for all questions at once: the prompt is read once for each length of
/// window, of which long questions share one.
struct QuestionFinder {
    /// What a prompt turned out to ask.
    enum Finding: Hashable {
        /// The question at this place.
        case found(Int)
        /// No question's text is in it.
        case nothing
        /// Several questions have the text that is in it, and the answer does not tell them apart.
        case ambiguous(Int)
    }

    private static let longestWindow = 32
    private static let base: UInt64 = 0x0000_0100_0000_01B3

    private let questions: [Question]
    private let needles: [[UInt8]]
    /// For each length of window, the questions whose needle begins with bytes of a hash.
    private var windows: [(length: Int, starts: [UInt64: [Int]])] = []

    init(_ questions: [Question]) {
        self.questions = questions
        needles = questions.map { QuestionFinder.needle($0.text) }
        var starts: [Int: [UInt64: [Int]]] = [:]
        for (place, needle) in needles.enumerated() where !needle.isEmpty {
            let length = min(needle.count, QuestionFinder.longestWindow)
            starts[length, default: [:]][
                QuestionFinder.hash(needle[..<length]), default: []
            ].append(place)
        }
        windows = starts.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }

    /// The question whose text is the longest in a prompt.
    func find(in prompt: String, answer: String?) -> Finding {
        let text = Array(prompt.utf8)
        var best: [Int] = []
        var length = 0
        for window in windows {
            visit(text, window.length) { start, hash in
                for place in window.starts[hash] ?? [] {
                    let needle = needles[place]
                    guard needle.count >= max(1, length), start + needle.count <= text.count,
                        text[start..<(start + needle.count)].elementsEqual(needle)
                    else { continue }
                    if needle.count > length { best = [] }
                    length = needle.count
                    if !best.contains(place) { best.append(place) }
                }
            }
        }
        if best.count > 1, let answer {
            let fitting = best.filter { questions[$0].answer.utf8.elementsEqual(answer.utf8) }
            if !fitting.isEmpty { best = fitting }
        }
        switch best.count {
        case 0: return .nothing
        case 1: return .found(best[0])
        default: return .ambiguous(best.count)
        }
    }

    /// The longest piece of a question between its places for pictures: what chat templates leave as
    /// it is.
    private static func needle(_ text: String) -> [UInt8] {
        let pieces = text.split(separator: PromptOutput.tag)
            .map { Array(PromptOutput.trimmed(String($0)).utf8) }
        return pieces.max { $0.count < $1.count } ?? []
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 &* base &+ UInt64($1) &+ 1 }
    }

    /// Calls `body` with the start and the hash of each window.
    private func visit(_ text: [UInt8], _ length: Int, _ body: (Int, UInt64) -> Void) {
        guard text.count >= length else { return }
        var hash = QuestionFinder.hash(text[..<length])
        let leaving = (1..<length).reduce(UInt64(1)) { power, _ in power &* QuestionFinder.base }
        body(0, hash)
        for end in length..<text.count {
            hash = hash &- (UInt64(text[end - length]) &+ 1) &* leaving
            hash = hash &* QuestionFinder.base &+ UInt64(text[end]) &+ 1
            body(end - length + 1, hash)
        }
    }
}
