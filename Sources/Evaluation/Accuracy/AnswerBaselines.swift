import Model
public import Records

/// What can be had on held-out questions without looking at a picture: chance, and the most frequent
/// answer to questions that begin alike.
public struct AnswerBaselines: Sendable {
    /// 1 / the number of distinct answers.
    public let chance: Double
    /// Accuracy of the most frequent answer by the question's first word.
    public let firstWord: Double
    /// Accuracy of the most frequent answer by the question's first three words.
    public let firstThreeWords: Double

    /// Learns from every question outside the split `heldOut`, and is measured on that split.
    public init(_ questions: [Question], heldOut: String) {
        let known = questions.filter { $0.split != heldOut }
        let asked = questions.filter { $0.split == heldOut }
        chance = 1 / Double(max(1, Set(asked.map(\.answer)).count))
        firstWord = AnswerBaselines.accuracy(known, asked, words: 1)
        firstThreeWords = AnswerBaselines.accuracy(known, asked, words: 3)
    }

    private static func accuracy(
        _ known: [Question], _ asked: [Question], words: Int
    ) -> Double {
        func beginning(_ question: Question) -> [String] {
            Array(Vocabulary.words(of: question.text).prefix(words))
        }
        var counts: [[String]: [String: Int]] = [:]
        for question in known {
            counts[beginning(question), default: [:]][question.answer, default: 0] += 1
        }
        let best = counts.mapValues { answers in
            answers.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
        let right = asked.count { best[beginning($0)] == $0.answer }
        return Double(right) / Double(max(1, asked.count))
    }

    /// As an object.
    public var json: JSONValue {
        [
            "chance": .real(chance), "most_frequent_by_first_word": .real(firstWord),
            "most_frequent_by_first_three_words": .real(firstThreeWords),
        ]
    }

    /// As lines for a person.
    public var lines: [String] {
        [
            "without a look at the picture: chance \(Format.percent(chance)), most frequent "
                + "answer by the question's first word \(Format.percent(firstWord)), by its first "
                + "three words \(Format.percent(firstThreeWords))"
        ]
    }
}
