import Records

extension SampleReport {
    /// What the user should see: whatever is missing, superfluous, empty or all of one kind.
    var notices: [String] { drawNotices + emptySources + oneLabelSources }

    private var drawNotices: [String] {
        var notices: [String] = []
        if census.missing.draws > 0 {
            notices.append(
                "\(census.missing.draws) draws of \(census.missing.questions) questions never "
                    + "came; \(census.undecidedForMissing) of these are undecided")
        }
        if census.notGradable.draws > 0 {
            notices.append(
                "\(census.notGradable.draws) draws of \(census.notGradable.questions) questions "
                    + "could not be graded; they count as neither right nor wrong")
        }
        if census.extra.draws > 0 {
            notices.append(
                "\(census.extra.questions) questions have \(census.extra.draws) draws beyond those "
                    + "that were wanted; all of them count")
        }
        return notices
    }

    /// Sources of which nothing is known.
    private var emptySources: [String] {
        let unasked = rejectedSources.sources.filter { rejected in
            !census.sources.contains { $0.name.utf8.elementsEqual(rejected.name.utf8) }
        }
        return unasked.map { source in
            let reasons = source.reasons.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
            return "source `\(source.name)` has no question: all \(source.count) were rejected "
                + "(\(reasons))"
        }
            + census.sources.filter { $0.decided == 0 }.map {
                "no draw of source `\($0.name)` has a verdict: \($0.questionCount) questions, "
                    + "\($0.missing) draws missing"
            }
    }

    /// Sources whose questions are all easy, or all hard, and so on: no phase can choose among them.
    private var oneLabelSources: [String] {
        census.sources.compactMap { source in
            guard source.questionCount > 1, source.decided > 0,
                let place = source.labels.firstIndex(of: source.questionCount)
            else { return nil }
            return "all \(source.questionCount) questions of source `\(source.name)` are "
                + Difficulty.allCases[place].rawValue
        }
    }
}
