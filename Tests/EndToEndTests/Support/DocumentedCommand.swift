import Records
import Storage
import Testing

/// A command line of ours that the documentation or a shipped YAML file shows.
struct DocumentedCommand: Sendable, CustomTestStringConvertible {
    /// Where it stands, as `file:line`.
    let place: String
    /// The line as it is written, continuation lines joined.
    let text: String
    var testDescription: String { "\(place): \(text)" }

    /// What makes a shipped manifest small. A manifest that the documentation runs must be here.
    private static let overrides: [String: [String]] = [
        // `SmallRepository` has made it small.
        "manifests/quickstart.yaml": [],
        ".pipeline/runs/quickstart/manifest.lock.yaml": [],
        // Planned, not run: its server is somebody's, and so many draws take minutes.
        "manifests/pass-rates.yaml": [],
        "manifests/hand-off.yaml": [],
        "manifests/vision-sr1-qwen2.5-vl-7b.yaml": ["datasets=[shapes]"],
        "manifests/vision-sr1-qwen2.5-vl-3b.yaml": ["datasets=[shapes]"],
        // Planned as well: its data and its model are somebody's.
        "manifests/pebr-r1-qwen2.5-vl-7b.yaml": handedOff,
        "manifests/pebr-r1-qwen2.5-vl-3b.yaml": handedOff,
        "manifests/label-quality.yaml": [],
        "manifests/pebr-r1.yaml": small(["base", "teacher", "warm-up"])
            + ["stages.curriculum.phases=\(phases)"],
        "manifests/pebr-r1-plus.yaml": small(["warm-up"]) + [
            "stages.curriculum.phases=\(phases)", "stages.curriculum@fine.phases=\(phases)",
        ],
        // So small a teacher is never right.
        "manifests/vision-sr1.yaml": small(["teacher"]) + [
            "stages.cold-start.split=warmup", "stages.cold-start.steps=4",
            "stages.cold-start.batch=12", "stages.cold-start.text_only_rows=4",
            "stages.curriculum.phases=[{name: self-reward, capabilities: [fine], "
                + "labels: [easy, medium, hard, excluded]}]",
            "stages.self-reward.steps=2", "stages.self-reward.prompts=4",
        ],
        "manifests/easy-vqa.yaml": [
            "stages.warm-up.steps=4", "stages.warm-up.batch=8", "stages.coarse.steps=1",
            "stages.coarse.prompts=4", "stages.fine.steps=1", "stages.fine.prompts=4",
            "stages.curriculum.phases=[{name: coarse, capabilities: [coarse], "
                + "labels: [easy, medium, hard]}, {name: fine, capabilities: [fine], "
                + "labels: [easy, medium, hard]}, {name: reasoning, capabilities: [reasoning], "
                + "labels: [medium], optional: true}]",
        ],
    ]
    .merging(ablations) { own, _ in own }

    /// What lets a manifest of other people's data and model be planned.
    private static let handedOff = ["datasets=[shapes]", "stages.perception.model=some/model"]

    /// What makes the phases of PeBR-R1's pipelines small; so small a policy finds nothing easy.
    static let phases =
        "[{name: coarse, capabilities: [coarse], labels: [easy, medium, hard, excluded]}, "
        + "{name: fine, capabilities: [fine], labels: [easy, medium, hard, excluded]}, "
        + "{name: reasoning, capabilities: [reasoning], labels: [easy, medium, hard, excluded]}]"

    /// What makes these warm-ups small, and what trains after them.
    private static func small(_ warmUps: [String]) -> [String] {
        let sft = warmUps.flatMap {
            ["stages.\($0).steps=4", "stages.\($0).batch=12", "stages.\($0).text_only_rows=4"]
        }
        guard warmUps.contains("warm-up") else { return sft }
        return sft + ["stages.alignment.steps=20", "stages.alignment.pairs=24"]
            + ["coarse", "fine", "reasoning"].flatMap {
                ["stages.\($0).steps=2", "stages.\($0).prompts=4"]
            }
    }

    /// The commands of README.md, CONTRIBUTING.md, everything in `docs`, and the first comments of the
    /// shipped YAML files.
    static func all() throws -> [DocumentedCommand] {
        let root = Binary.packageRoot
        var result: [DocumentedCommand] = []
        let documents = Tree.files(under: "\(root)/docs").filter { $0.hasSuffix(".md") }
        for path in ["README.md", "CONTRIBUTING.md"] + documents.map({ "docs/\($0)" }) {
            result += commands(in: try lines(of: path), path, isMarkdown: true)
        }
        for shelf in ["manifests", "pipelines", "datasets"] {
            for file in Tree.files(under: "\(root)/\(shelf)") where file.hasSuffix(".yaml") {
                let path = "\(shelf)/\(file)"
                let comments = try lines(of: path).map { line in
                    line.hasPrefix("#") ? line.dropFirst().drop { $0 == " " } : ""
                }
                result += commands(in: comments, path, isMarkdown: false)
            }
        }
        return result
    }

    private static func lines(of path: String) throws -> [Substring] {
        String(
            decoding: try FileSystem.read("\(Binary.packageRoot)/\(path)"), as: UTF8.self
        ).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// - Parameter isMarkdown: whether only what stands in a block of the language `sh` counts.
    static func commands(
        in lines: [Substring], _ path: String, isMarkdown: Bool
    ) -> [DocumentedCommand] {
        var result: [DocumentedCommand] = []
        var isShell = !isMarkdown
        var begun: (text: String, line: Int)?
        for (index, line) in lines.enumerated() {
            if isMarkdown, line.hasPrefix("```") {
                isShell = line == "```sh"
                continue
            }
            let text = (begun?.text ?? "") + line.drop { $0 == " " }
            let program = text.prefix { $0 != " " }
            guard isShell, program == "./pipeline" || program == "pipeline" else { continue }
            let start = begun?.line ?? index + 1
            if text.hasSuffix("\\") {
                begun = (String(text.dropLast()), start)
                continue
            }
            begun = nil
            result.append(DocumentedCommand(place: "\(path):\(start)", text: text))
        }
        return result
    }

    /// The line for bash, small: with the data that a test made and with overrides.
    ///
    /// - Parameters:
    ///   - easyVQA: what `data_root` is to be.
    ///   - dataSets: the folder with a small copy of each shipped data set, by its file's name.
    func shell(easyVQA: String, dataSets: String) throws -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for index in words.indices where words[index].hasPrefix("data_root=") {
            words[index] = "data_root=\(easyVQA)"
        }
        if words.count > 2, words[1] == "ingest", let root = words.firstIndex(of: "--data-root"),
            root + 1 < words.count
        {
            let name = try #require(words[2].split(separator: "/").last).dropLast(".yaml".count)
            words[root + 1] = name == "easy-vqa" ? easyVQA : "\(dataSets)/\(name)"
        }
        guard words.count > 2, ["run", "plan"].contains(words[1]), !words[2].hasPrefix("-") else {
            return words.joined(separator: " ")
        }
        let overrides = try #require(
            DocumentedCommand.overrides[words[2]],
            "\(place) runs \(words[2]); say in DocumentedCommand.overrides what makes it small")
        words.insert(contentsOf: overrides.map { "--set '\($0)'" }, at: 3)
        return words.joined(separator: " ")
    }
}
