import ArgumentParser
import Engine
import Manifests
import Records
import Sampling
import Stages
import Terminal

/// `pipeline resample`: labels anew.
struct ResampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resample",
        abstract: "Labels questions anew: with a newer policy, or from a table of draws.",
        discussion: """
            With a run, a newer policy answers its questions again (or some of them), draws of the older \
            one count less, the summary tells how labels moved, and the phases that are not trained yet \
            are built anew; `pipeline resume` trains on.

            With --table nothing is drawn. The table ends in .parquet, .jsonl, .csv or .tsv, and its rows \
            may be in any order. A row is one draw, with the question's id (qid, question_id, id or question) and a verdict (verdict, \
            correct, is_correct, accuracy, or score.accuracy as PeBR-R1 writes it); or one question, \
            with its id, right and draws. Columns source and capability are used if they are there.

            The output folder gets pass_rates.parquet, the ids of each label in easy.txt, medium.txt, \
            hard.txt, undecided.txt and excluded.txt, rows that could not be used in rejects.jsonl, and \
            summary.json.
            """)

    @Argument(help: "The run's name, or its manifest.", completion: Completion.runs)
    var name: String?

    @OptionGroup(title: "Of a run") var resampling: RunResampling
    @OptionGroup var values: ValueOptions
    @OptionGroup var workspaceOption: WorkspaceOption
    @OptionGroup(title: "Of a table") var options: TableOptions

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        switch (name, options.table) {
        case (nil, nil): throw ValidationError("name a run, or a table by --table")
        case (.some, .some): throw ValidationError("a run and --table exclude each other")
        case (.some, nil):
            if let option = options.given.first {
                throw ValidationError("\(option) goes with --table alone")
            }
        case (nil, .some):
            if options.output == nil { throw ValidationError("name the result's folder by --out") }
            if let option = resampling.given.first {
                throw ValidationError("\(option) goes with a run, not with --table")
            }
        }
    }

    func run() async throws {
        if let name {
            try await resampling.execute(name, values, workspaceOption, json: json)
        } else if let table = options.table, let output = options.output {
            try await run(table, into: output)
        }
    }

    private func run(_ table: String, into output: String) async throws {
        try NamedFile.require(table, "the table")
        if let dataset = options.dataset { try NamedFile.require(dataset, "the data set") }
        let stop = StopRequest()
        let resampling = TableResampling(
            table, options.settings(), output: output,
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
