import Records
import Testing

@testable import Manifests

@Suite struct CommandSettingsTests {
    private static let pipeline = """
        name: small
        stages:
          last:
            kind: command
            shell: sort {inputs.parts} > {outputs.all}
            inputs: {parts: {stage: each, file: "result/*.txt"}, more: [a.txt, b/]}
            outputs: {all: null}
            timeout: 90m
            retries: 0
          each:
            kind: command
            run: [cp, "{item}", "{outputs.result}", "{{}}"]
            foreach: {files: in/*.txt}
            outputs: {result: "out/{item.name}"}
            environment: [CUDA_VISIBLE_DEVICES]
        """

    private func run(_ overrides: [(path: String, value: String)] = []) throws -> RunSpecification {
        try RepositoryFixture([
            "manifests/run.yaml": "name: quick\npipeline: small\n",
            "pipelines/small.yaml": CommandSettingsTests.pipeline,
        ]).load("manifests/run.yaml", overrides)
    }

    private func command(_ name: String, of run: RunSpecification) throws -> CommandSettings {
        guard case .command(let settings) = try #require(run.stage(name)).settings else {
            throw Fault(.internalError, "\(name) is no command")
        }
        return settings
    }

    @Test func `a command stage is read with its inputs and outputs in order`() throws {
        let run = try run()
        let last = try command("last", of: run)
        #expect(last.inputs.map(\.name) == ["parts", "more"])
        #expect(last.inputs[0].source == .stage("each", file: "result/*.txt"))
        #expect(last.inputs[1].source == .files(["a.txt", "b/"]))
        #expect(last.outputs == [.init(name: "all", place: nil)])
        let each = try command("each", of: run)
        #expect(each.arguments.map(\.placeholders) == [[], ["item"], ["outputs.result"], []])
        #expect(each.arguments.last?.constant == "{}")
        #expect(each.items == .files(["in/*.txt"]))
        #expect(each.outputs.first?.place?.placeholders == ["item.name"])
        #expect(each.environment == ["CUDA_VISIBLE_DEVICES"])
    }

    @Test func `an input of a stage is an edge of the graph`() throws {
        let run = try run()
        #expect(run.stageOrder == ["each", "last"])
        let last = try #require(run.stage("last"))
        #expect(last.references == [StageReference(field: "inputs.parts", stages: ["each"])])
        #expect(last.location(of: "inputs.parts").line == 6)
    }

    @Test func `every stage has limits, which change no parameters`() throws {
        let run = try run()
        #expect(run.stage("last")?.limits.timeout == .seconds(90 * 60))
        #expect(run.stage("last")?.limits.retries == 0)
        #expect(run.stage("each")?.limits == StageLimits())
        let other = try self.run([
            ("stages.each.timeout", "2d"), ("stages.each.retries", "7"),
            ("stages.each.environment", "[HOME]"), ("stages.last.inputs.more", "c.txt"),
        ])
        #expect(other.stage("each")?.limits.timeout == .seconds(2 * 86_400))
        #expect(other.stages.map(\.parameters) == run.stages.map(\.parameters))
        let changed = try self.run([("stages.each.run", "[mv, '{item}', '{outputs.result}']")])
        #expect(changed.stage("each")?.parameters != run.stage("each")?.parameters)
    }

    @Test func `a locked manifest holds command stages so that they read back to the same`() throws
    {
        let run = try run()
        let lock = YAMLDocument(Array(run.lockedYAML.utf8), file: "lock")
        let node = try #require(lock.root?["pipeline"])
        var decoding = Decoding()
        let document = try #require(PipelineDocument.schema.decode(node, "", &decoding))
        let stages = StageReader(document.stages, under: [])
        #expect(lock.faults + decoding.faults + stages.faults == [])
        let read = stages.outlines.compactMap(\.specification)
        #expect(read.map(\.settings) == run.stages.map(\.settings))
        #expect(read.map(\.limits) == run.stages.map(\.limits))
    }

    struct Time: Sendable {
        var text: String
        var duration: Duration?
        var written: String?
    }

    @Test(arguments: [
        Time(text: "90s", duration: .seconds(90), written: "90s"),
        Time(text: "60s", duration: .seconds(60), written: "1m"),
        Time(text: "48h", duration: .seconds(172_800), written: "2d"),
        Time(text: "0s"), Time(text: "-1s"), Time(text: "1.5h"), Time(text: "30"),
        Time(text: "s"), Time(text: "9999999999d"), Time(text: "01m"),
    ])
    func `a time is a whole number with a unit`(_ given: Time) throws {
        let (value, faults) = try RuleReading.read(.duration, given.text)
        #expect(value == given.duration)
        #expect(faults.isEmpty == (given.duration != nil))
        guard let value else { return }
        let encoded = ValueType<Duration>.duration.encode(value, .everything)
        #expect(encoded.stringValue == given.written)
    }

    struct Template: Sendable {
        var text: String
        var parts: [CommandTemplate.Part]?
    }

    @Test(arguments: [
        Template(text: "", parts: []),
        Template(text: "a b", parts: [.text("a b")]),
        Template(text: "{a}", parts: [.placeholder("a")]),
        Template(
            text: "--x={a.b},{c}é",
            parts: [
                .text("--x="), .placeholder("a.b"), .text(","), .placeholder("c"), .text("é"),
            ]),
        Template(text: "{{a}}", parts: [.text("{a}")]),
        Template(text: "{{{a}}}", parts: [.text("{"), .placeholder("a"), .text("}")]),
        Template(text: "{a"), Template(text: "a}"), Template(text: "{a}}"),
    ])
    func `a template is text and placeholders`(_ given: Template) {
        #expect(CommandTemplate(given.text)?.parts == given.parts)
    }
}
