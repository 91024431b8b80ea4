import ArgumentParser
import Engine
import Manifests
import Records
import Stages

/// `pipeline resample`: labels anew.
struct ResampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resample",
        abstract: "Estimates pass rates and labels questions from a table of draws.",
        discussion: """
            The table ends in .parquet, .jsonl, .csv or .tsv, and its rows may be in any order. A row is \
            one draw, with the question's id (qid, question_id, id or question) and a verdict (verdict, \
            correct, is_correct, accuracy, or score.accuracy as PeBR-R1 writes it); or one question, \
            with its id, right and draws. Columns source and capability are used if they are there.

            The output folder gets pass_rates.parquet, the ids of each label in easy.txt, medium.txt, \
            hard.txt, undecided.txt and excluded.txt, rows that could not be used in rejects.jsonl, and \
            summary.json.
            """)

    @OptionGroup var options: TableOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        try NamedFile.require(options.table, "the table")
        if let dataset = options.dataset { try NamedFile.require(dataset, "the data set") }
        let stop = StopRequest()
        let resampling = TableResampling(
            options.table, options.settings(), output: options.output,
            dataset: options.dataset, stop: stop)
        let reactions = Interruption.Reactions(
            stop: { stop.make($0) },
            abandon: { code in
                let stream = OutputStream.standardError
                let failure = CommandFailure(Fault(code, "stopped; nothing was written"))
                stream.write(failure.text(in: stream.style) + "\n")
            })
        let result = try await Interruption.stopping(reactions) { try resampling.run() }
        OutputStream.standardOutput.write(json ? result.json.serialized + "\n" : result.text)
    }
}
