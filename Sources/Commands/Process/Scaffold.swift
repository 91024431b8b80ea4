import Engine
import Manifests
import Records
import Stages
import Storage

/// Beginnings of YAML files, with comments on what to fill in. Each loads as it is.
enum Scaffold {
    private static func head(_ kind: String) -> String {
        "# `pipeline schema \(kind)` prints every key with what it means, for editors.\n"
    }

    /// A data set: of what lies at a path, or else one that is generated.
    ///
    /// - Throws: a `Fault` if there is nothing at the path that has rows.
    static func dataset(_ name: String, from source: String?) throws(Fault) -> String {
        if let source { return try dataset(name, of: source) }
        return head("dataset") + """
            #
            # A generated data set, to try a pipeline with. For data of your own, remove `generator` and
            # fill in what is commented out, or let `pipeline new dataset NAME --from FILE` do it.
            name: \(name)
            description: ""
            licence: Apache-2.0
            generator:
              name: shapes
              seed: 0
              splits:
                # What a policy is warmed up on, what it is trained on, and what it is measured on.
                warmup: {count: 2000, role: supervised}
                train: {count: 512, role: pool}
                test: {count: 200, role: held-out}

            # The folder that paths are relative to, from this file; or with ${data_root}.
            # root: ${data_root}
            # splits:
            #   train: {annotations: train.jsonl, images: images}
            #   test: {annotations: test.jsonl, images: images}
            # Fields of the rows.
            # columns: {id: id, question: question, answer: answer, images: image}
            # coarse, fine or reasoning; or rules that tell it from a field.
            # capability: {constant: coarse}

            """
    }

    private static func dataset(_ name: String, of source: String) throws(Fault) -> String {
        let isFolder = try FileSystem.status(source)?.kind == .folder
        let inspection = try FileInspection(source, rows: 1)
        if let refusal = inspection.refusal { throw refusal }
        guard let snippet = inspection.json["dataset"]?.stringValue else {
            if isFolder { throw try noRows(in: source, inspection) }
            throw Fault(
                .badInput, "`\(source)` has no rows to make questions of",
                remedy:
                    "name an annotation file: Parquet, JSON, JSON Lines, CSV, TSV or a tar of samples"
            )
        }
        let real = try FileSystem.realPath(source)
        let folder =
            isFolder ? real : real.lastIndex(of: "/").map { String(real[..<$0]) } ?? "."
        let root = JSONValue.string(folder.isEmpty ? "/" : folder).serialized
        // A dollar in the path would be read as the beginning of a placeholder.
        let isPlain = !folder.utf8.contains(UInt8(ascii: "$"))
        let lines = snippet.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("name: ") { return "name: \(name)" }
            if line.hasPrefix("root: "), isPlain { return "root: \(root)" }
            return String(line)
        }
        return head("dataset")
            + """
            #
            # Made of \(FaultRenderer.printable(source)). Check what each column is and which splits
            # there are, and say the licence; words in capitals are to be filled in.

            """ + lines.joined(separator: "\n")
    }

    /// Why a folder gives no data set: it has no annotation file, or its first cannot be read.
    private static func noRows(
        in folder: String, _ inspection: FileInspection
    ) throws(Fault) -> Fault {
        let tables = inspection.json["annotations"]?.arrayValue ?? []
        for name in tables.compactMap({ $0["name"]?.stringValue }) {
            if let refusal = try FileInspection("\(folder)/\(name)", rows: 1).refusal {
                return refusal
            }
        }
        return Fault(
            .noInput, "no annotation file was found in `\(folder)`",
            remedy: "name the file itself: --from FILE")
    }

    /// A pipeline like one that the program carries.
    ///
    /// - Throws: a `Fault` if it carries none of that name.
    static func pipeline(_ name: String, like shipped: String) throws(Fault) -> String {
        guard let bytes = ShippedPipelines.text(shipped) else {
            throw Fault(
                .noInput, "the program carries no pipeline `\(FaultRenderer.printable(shipped))`",
                remedy: "those are " + ShippedPipelines.names.joined(separator: ", "))
        }
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("# yaml-language-server:") }
            .map { $0.hasPrefix("name: ") ? "name: \(name)" : $0 }
        return head("pipeline") + lines.joined(separator: "\n")
    }

    /// A pipeline that warms a policy up, lets it answer and labels the questions.
    static func pipeline(_ name: String) -> String {
        head("pipeline") + """
            name: \(name)
            description: ""

            stages:
              # Check the data, hash every picture, write shards, questions and rejects.
              ingest:
                kind: ingest

              # Teach the policy the format and something of the task.
              warm-up:
                kind: train
                method: sft
                questions: ingest
                split: warmup
                steps: 500
                batch: 64

              # Let it answer each question several times.
              rollouts:
                kind: rollout
                policy: warm-up
                questions: ingest
                split: train
                n: 8

              # Label the questions by how often it was right.
              labels:
                kind: sample
                rollouts: rollouts

              # Held-out accuracy.
              evaluate:
                kind: evaluate
                policies: [warm-up]
                questions: ingest
                split: test

            """
    }

    /// A manifest of a pipeline and a data set that are there. If the data set gives answers alone, and
    /// the pipeline asks for more, the manifest says what makes one fit the other.
    ///
    /// - Throws: a `Fault` of code `noInput` if there is no data set.
    static func manifest(_ name: String, in root: String) throws(Fault) -> String {
        let pipeline = try pick("pipeline", for: name, in: root) ?? "pebr-r1"
        guard let dataset = try pick("dataset", for: name, in: root) else {
            throw Fault(
                .noInput, "there is no data set in `\(root)/datasets` for a manifest to name",
                remedy: "`pipeline new dataset NAME` makes one, `--from FILE` of data of your own")
        }
        return head("manifest") + """
            name: \(name)
            description: ""
            # Names of files in pipelines/ and datasets/, or paths relative to this file. Pipelines that
            # need no file: \(ShippedPipelines.common.joined(separator: ", "))
            pipeline: \(pipeline)
            datasets: [\(dataset)]
            # Where the data sets' files are, relative to this file.
            # data_root: ../data
            seed: 0

            # Values over those of the pipeline's stages; `pipeline run --set stages.NAME.KEY=VALUE` and
            # `--params FILE` stand above them.

            """
            + (ManifestLoader.answersOnly(
                pipeline: pipeline, dataset: dataset, manifest: "\(root)/manifests/\(name).yaml"
            )
            .map { answersOnly + $0 } ?? "stages: {}\n")
    }

    private static let answersOnly = """
        #
        # The data set gives answers alone: it maps neither descriptions that a warm-up teaches
        # (`text_only_target`) nor `keywords`. So the policy learns to write the answer, which the data set
        # maps as `target` too, and nothing but the answer is rewarded.

        """

    /// The file of a shelf that is named like the new one, or else the first; nothing if there is none.
    private static func pick(
        _ kind: String, for name: String, in root: String
    ) throws(Fault) -> String? {
        let folder = "\(root)/\(kind)s"
        var names: [String] = []
        if try FileSystem.status(folder) != nil {
            names = try FileSystem.list(folder).filter { $0.hasSuffix(".yaml") }
                .map { String($0.dropLast(5)) }
        }
        return names.contains(name) ? name : names.sorted().first
    }
}
