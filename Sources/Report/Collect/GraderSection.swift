import Grading
import Records

/// Where graders disagree.
struct GraderSection {
    let survey: GraderSurvey
    let stage: String

    var section: ReportSection {
        let stored = survey.storedGraders.entries.map(\.name).filter { !$0.isEmpty }
        var sentences = [
            "Answers of stage \(stage) that were graded right or wrong by "
                + (stored.isEmpty ? "the run's grader" : stored.joined(separator: ", "))
                + ", compared by each of the tool's graders with the same gold answer. Choosing "
                + "another grader in the manifest grades what is there anew and draws nothing."
        ]
        if survey.leftOut > 0 {
            sentences.append(
                "\(Format.count(survey.leftOut)) answers are not among them: only the first "
                    + "\(Format.count(GraderSurvey.mostPairs)) different pairs of answer and gold "
                    + "answer are compared.")
        }
        return ReportSection(
            "graders", "Where graders disagree", sentences: sentences,
            tables: [agreement, examples].filter { !$0.rows.isEmpty })
    }

    private var agreement: ReportTable {
        var table = ReportTable(
            "agreement", "Against the stored verdicts",
            [
                .key("grader", "grader"), .init("answers", "answers"),
                .init("right_to_not", "right before, not now"),
                .init("not_to_right", "wrong before, right now"), .init("differ", "differ"),
                .init("questions", "questions affected"),
            ])
        for (grader, tally) in zip(GraderSurvey.graders, survey.tallies) {
            table.append([
                .text(grader.identifier), .count(tally.compared), .count(tally.rightToNot),
                .count(tally.notToRight),
                .share(tally.rightToNot + tally.notToRight, of: tally.compared),
                .count(tally.questionsChanged),
            ])
        }
        return table
    }

    private var examples: ReportTable {
        var table = ReportTable(
            "examples", "The first answers that graders judge otherwise",
            [
                .key("question", "question"), .init("gold", "gold answer"),
                .init("answer", "answer"), .init("stored", "stored"),
            ] + GraderSurvey.graders.map { .init($0.identifier, $0.identifier) })
        for example in survey.examples {
            table.append(
                [
                    .text(example.question), .text(example.gold), .text(example.answer),
                    .text(example.stored.rawValue),
                ] + example.others.map { .text($0.rawValue) })
        }
        return table
    }
}
