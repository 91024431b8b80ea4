import Records

/// How labels changed between two `sample` stages.
struct LabelDrift {
    private var labels = ConfusionMatrix(
        of: "labels", labels: Difficulty.allCases.map(\.rawValue))
    /// Questions that were medium and are easy: their groups have lost their advantage.
    private(set) var retired = 0
    /// Questions that were not medium and are: their groups have one now.
    private(set) var reopened = 0
    /// Questions without new verdicts, which keep their label.
    private(set) var carried = 0
    /// Questions that had no label before.
    private(set) var added = 0

    /// Counts a question.
    ///
    /// - Parameter old: its label before.
    mutating func add(_ rate: PassRate, old: Difficulty?) {
        guard let old else {
            added += 1
            return
        }
        if rate.reason == .carried {
            carried += 1
            return
        }
        labels.add(old.rawValue, rate.difficulty.rawValue)
        if old == .medium, rate.difficulty == .easy { retired += 1 }
        if old != .medium, rate.difficulty == .medium { reopened += 1 }
    }

    /// As an object.
    var json: JSONValue {
        [
            "labels": labels.json, "questions": .integer(labels.count),
            "changed": .integer(labels.changedCount), "retired": .integer(retired),
            "reopened": .integer(reopened), "carried": .integer(carried),
            "added": .integer(added),
        ]
    }

    /// As lines for a person.
    var lines: [String] {
        labels.lines + [
            "\(retired) retired (medium before, easy now), \(reopened) reopened (medium now), "
                + "\(carried) carried without new draws, \(added) new"
        ]
    }
}
