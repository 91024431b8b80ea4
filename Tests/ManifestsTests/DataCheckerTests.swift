import Manifests
import Records
import Testing

/// What stages ask of data sets that cannot give it is found before anything runs.
@Suite struct DataCheckerTests {
    /// A data set of files with a warm-up's, a training and a held-out split.
    private static func dataset(
        _ columns: String = "", capability: String = "{constant: coarse}", name: String = "mine"
    ) -> String {
        """
        name: \(name)
        licence: MIT
        splits: {all: {annotations: a.json, divide: {warmup: 1, train: 4, test: 1}}}
        columns: {question: q, answer: a, images: i\(columns)}
        capability: \(capability)
        """
    }

    /// Rules by which a question is coarse or fine.
    private static let both = "{field: c, values: {a: coarse, b: fine}}"

    private static func manifest(
        _ rest: String = "", pipeline: String = "pebr-r1", datasets: String = "mine"
    ) -> String {
        "name: run\npipeline: \(pipeline)\ndatasets: [\(datasets)]\n" + rest
    }

    /// What is wrong with a manifest on data sets.
    private func faults(_ files: [String: String]) throws -> [Fault] {
        let fixture = try RepositoryFixture(files)
        do throws(ManifestErrors) {
            _ = try fixture.load(checkingFiles: false)
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `data that give answers alone are told, with all that they need`() throws {
        let files = [
            "manifests/run.yaml": Self.manifest(), "datasets/mine.yaml": Self.dataset(),
        ]
        let faults = try faults(files)
        #expect(faults.count == 5)
        let text = try #require(faults.first { $0.message.hasPrefix("`text_only_rows` of") })
        #expect(text.location?.file == "shipped/pebr-r1.yaml")
        let remedy = try #require(text.remedy)
        for part in [
            "map `columns.text_only_target`", "`policy: {response_format: answer,",
            "warm-up: {text_only_rows: 0}", "alignment: {enabled: false}",
            "{name: coarse, capabilities: [coarse], labels: [medium], optional: true}",
            "coarse: {advantage_tokens: all, scorer: null, reward: {accuracy: 0.9, format: 0.1, "
                + "keywords: 0, alignment: 0, length: 0}}",
            "in a manifest: `stages.warm-up.text_only_rows`",
            "`pipeline new pipeline NAME --from pebr-r1`",
        ] { #expect(remedy.contains(part), "\(part) in \(remedy)") }
        let phase = try #require(faults.first { $0.message.hasPrefix("the phase `fine`") })
        #expect(phase.remedy?.contains("(in a manifest: `stages.curriculum.phases`;") == true)
        // The remedy's words are YAML that mends what they can.
        let values = remedy.split(separator: "`").map { String($0) }
            .filter { $0.hasPrefix("policy: {") || $0.hasPrefix("stages: {") }
        try #require(values.count == 2)
        var mended = files
        mended["manifests/run.yaml"] = Self.manifest(values.joined(separator: "\n") + "\n")
        let rest = try self.faults(mended)
        #expect(rest.count == 1)
        let target = try #require(rest.first)
        #expect(target.message.contains("`columns.target`"))
        #expect(target.remedy?.contains("`target: a`") == true)
        mended["datasets/mine.yaml"] = Self.dataset(", target: a")
        #expect(try self.faults(mended) == [])
    }

    @Test func `the block of a new manifest mends the same`() throws {
        let fixture = try RepositoryFixture(["datasets/mine.yaml": Self.dataset(", target: a")])
        let path = fixture.folder + "/manifests/run.yaml"
        func block(_ dataset: String, _ pipeline: String = "pebr-r1") -> String? {
            ManifestLoader.answersOnly(pipeline: pipeline, dataset: dataset, manifest: path)
        }
        let text = try #require(block("mine"))
        try fixture.write(Array(Self.manifest(text).utf8), to: "manifests/run.yaml")
        _ = try fixture.load(checkingFiles: false)
        // What gives more than answers, or asks for no more, needs nothing.
        #expect(block("shapes") == nil)
        #expect(block("mine", "pass-rates") == nil)
        #expect(block("none") == nil)
        #expect(block("mine", "vision-sr1") == nil)
        let keyed = Self.dataset(", keywords: k")
        try fixture.write(Array(keyed.utf8), to: "datasets/mine.yaml")
        #expect(block("mine") == nil)
    }

    @Test func `one data set that maps a column is enough`() throws {
        let columns = ", target: t, text_only_target: o, keywords: k"
        #expect(
            try faults([
                "manifests/run.yaml": Self.manifest(datasets: "mine, more"),
                "datasets/mine.yaml": Self.dataset(columns, capability: DataCheckerTests.both),
                "datasets/more.yaml": Self.dataset(name: "more"),
            ]) == [])
    }

    @Test func `a batch that text-only rows would fill says what to set`() throws {
        let faults = try faults([
            "manifests/run.yaml": Self.manifest(
                "stages: {warm-up: {batch: 4}}", datasets: "shapes")
        ])
        let fault = try #require(faults.first)
        #expect(fault.message == "`text_only_rows` is 25; expected less than `batch`, which is 4")
        #expect(fault.remedy?.hasPrefix("set `text_only_rows` to at most 3") == true)
        #expect(fault.remedy?.contains("`stages.warm-up.text_only_rows`") == true)
    }

    struct Phase: Sendable, CustomTestStringConvertible {
        var capability: String
        /// What the faults begin with.
        var faults: [String] = []
        var notices: [String] = []
        var testDescription: String { capability }
    }

    private static let phases = """
        stages:
          curriculum:
            phases:
              - {name: coarse, capabilities: [coarse], labels: [easy]}
              - {name: fine, capabilities: [fine], labels: [easy, medium], optional: true}
        """

    @Test(arguments: [
        Phase(
            capability: "{constant: reasoning}",
            faults: [
                "the phase `coarse` takes questions of capability `coarse`, but the data sets give "
                    + "only `reasoning`"
            ], notices: ["the phase `fine` of `curriculum` will be left out"]),
        Phase(
            capability: "{constant: coarse}",
            notices: ["the phase `fine` of `curriculum` will be left out"]),
        Phase(
            capability:
                "{rules: [{field: q, matches: a, capability: coarse}], otherwise: fine}"),
        Phase(capability: "{field: c, values: {a: coarse, b: fine}}"),
    ])
    func `a phase whose capabilities no question can have is told`(test: Phase) throws {
        let columns = ", target: t, text_only_target: o, keywords: k"
        let fixture = try RepositoryFixture([
            "manifests/run.yaml": Self.manifest(Self.phases, pipeline: "small"),
            "datasets/mine.yaml": Self.dataset(columns, capability: test.capability),
        ])
        do throws(ManifestErrors) {
            let run = try fixture.load(checkingFiles: false)
            #expect(test.faults.isEmpty)
            #expect(run.notices.count == test.notices.count)
            #expect(zip(run.notices, test.notices).allSatisfy { $0.hasPrefix($1) })
        } catch {
            #expect(error.faults.map(\.message) == test.faults)
            #expect(error.faults.first?.location?.line == 7)
            #expect(error.faults.first?.remedy?.contains("optional: true") == true)
        }
    }

    @Test func `a reward of keywords that no data set of its phase maps is told`() throws {
        let export = """
            stages:
              handed:
                {kind: export, questions: ingest, curriculum: curriculum, phase: coarse, trainer: trl,
                  model: some/model, reward: {accuracy: 0.3, keywords: 0.7}}
            """
        let faults = try faults([
            "manifests/run.yaml": Self.manifest(export, pipeline: "small", datasets: "mine, more"),
            "datasets/mine.yaml": Self.dataset(
                ", target: t, text_only_target: o", capability: "{constant: coarse}"),
            // Keywords of questions that the phase does not take are none of its own.
            "datasets/more.yaml": Self.dataset(
                ", keywords: k", capability: "{constant: fine}", name: "more"),
        ])
        #expect(
            faults.map(\.message) == [
                "`reward.keywords` of the stage `handed` is 0.7, but no data set of its phase maps "
                    + "`columns.keywords`",
                "`reward.keywords` of the stage `coarse` is 0.4, but no data set of its phase maps "
                    + "`columns.keywords`",
            ])
        #expect(faults.first?.location?.file.hasSuffix("manifests/run.yaml") == true)
        #expect(faults.first?.remedy == "map `columns.keywords`, or set `reward.keywords: 0`")
    }

    @Test func `values that an alias repeats are named where they are the stage's own`() throws {
        let faults = try faults([
            "manifests/run.yaml": Self.manifest(),
            "datasets/mine.yaml": Self.dataset(
                ", target: t, text_only_target: o", capability: DataCheckerTests.both),
        ])
        for stage in ["coarse", "fine"] {
            let own = faults.filter { $0.message.contains("keywords` of the stage `\(stage)`") }
            #expect(own.count == 1)
            #expect(
                own.first?.remedy?.contains("in a manifest: `stages.\(stage).reward.keywords`;")
                    == true)
        }
    }
}
