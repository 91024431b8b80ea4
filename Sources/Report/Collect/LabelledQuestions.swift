import Engine
import Records
import Sampling
import Storage

/// Walks the labels of a `sample` stage with their questions and, if asked for, their draws.
final class LabelledQuestions {
    /// A labelled question.
    struct Item {
        var rate: PassRate
        /// The question; nothing where the stage has no row of it in the labels' order.
        var question: Question?
        /// Its draws; nothing where none were made for these labels.
        var draws: QuestionDraws?
    }

    private let rates: ParquetTableCursor<PassRate>
    private let questions: TableCursor<Question>?
    private let walk: RolloutWalk?
    private var nextQuestion: Question?
    private var nextDraws: QuestionDraws?

    init(_ sample: RunMaterial.Done, rollouts: RunMaterial.Done?) throws(Fault) {
        rates = try ParquetTableCursor(sample.artifact.path("pass_rates.parquet"))
        let path = sample.artifact.path("questions.jsonl")
        let hasQuestions = sample.artifact.receipt.file("questions.jsonl") != nil
        questions = hasQuestions ? try TableCursor(path) : nil
        walk = try rollouts.map { stage throws(Fault) in
            try RolloutWalk(all: stage.artifact.folder)
        }
        nextQuestion = try questions?.next()
        nextDraws = try walk?.next()
    }

    /// The next labelled question; nothing behind the last.
    func next() throws(Fault) -> Item? {
        guard let rate = try rates.next() else { return nil }
        var item = Item(rate: rate)
        if let question = nextQuestion, question.id.utf8.elementsEqual(rate.question.utf8) {
            item.question = question
            nextQuestion = try questions?.next()
        }
        if let draws = nextDraws, draws.question.id.utf8.elementsEqual(rate.question.utf8) {
            item.draws = draws
            item.question = item.question ?? draws.question
            nextDraws = try walk?.next()
        }
        return item
    }
}
