import ArgumentParser
import Manifests
import Records

/// How the questions of a table of draws are labelled, and where the result goes.
struct TableOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The table of draws.", valueName: "file"),
        completion: .file(extensions: ["parquet", "jsonl", "csv", "tsv"]))
    var table: String

    @Option(name: .customLong("out"), help: "The folder for the result.")
    var output: String

    @Option(
        help: ArgumentHelp(
            "The rule: " + SampleSettings.Rule.allCases.map(\.rawValue).joined(separator: ", ")
                + ".", valueName: "name"),
        transform: SampleSettings.Rule.named)
    var rule = SampleSettings.Rule.pebr

    @Option(
        help: ArgumentHelp(
            "What is taken of a pass rate at first: uniform, jeffreys, empirical (fitted to each"
                + " source), or two parameters such as 1,1.", valueName: "prior"),
        transform: SampleSettings.Prior.named)
    var prior = SampleSettings.Prior.uniform

    @Option(help: "How probable a label must be, for the rule posterior.")
    var certainty = 0.8

    @Option(help: "Pass rates above it are easy, for the rules posterior and band.")
    var easyAbove = 0.9

    @Option(help: "Pass rates below it are hard, for the rules posterior and band.")
    var hardBelow = 0.1

    @Option(help: "Draws in a trainer's group, for the probability that it has an advantage.")
    var groupSize = 8

    @Option(
        help: ArgumentHelp(
            "The data set of PeBR-R1's script, split into easycase.json, mediumcase.json and"
                + " hardcase.json as that does; for the rule pebr-literal-8.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var dataset: String?

    func validate() throws {
        // An empty text, as of a variable that is not set, would be the root of the file system.
        if output.isEmpty { throw ValidationError("--out must name a folder") }
        for (name, value) in [
            ("certainty", certainty), ("easy-above", easyAbove), ("hard-below", hardBelow),
        ] where !(value > 0 && value < 1) {
            throw ValidationError("--\(name) must be between 0 and 1, not \(value)")
        }
        if hardBelow > easyAbove {
            throw ValidationError("--hard-below must not be above --easy-above")
        }
        guard (1...4096).contains(groupSize) else {
            throw ValidationError("--group-size must be between 1 and 4096, not \(groupSize)")
        }
        if dataset != nil, rule != .literalEight {
            throw ValidationError("--dataset goes with --rule pebr-literal-8 alone")
        }
    }

    /// The same as settings of a `sample` stage.
    func settings() -> SampleSettings {
        var settings = SampleSettings()
        settings.rule = rule
        settings.prior = prior
        settings.certainty = certainty
        settings.easyAbove = easyAbove
        settings.hardBelow = hardBelow
        settings.band.low = hardBelow
        settings.band.high = easyAbove
        settings.groupSize = groupSize
        return settings
    }
}

extension SampleSettings.Rule {
    /// The rule of a name.
    fileprivate static func named(_ name: String) throws -> SampleSettings.Rule {
        if let rule = SampleSettings.Rule(rawValue: name) { return rule }
        let known = allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no rule `\(name)`; there are \(known)")
    }
}

extension SampleSettings.Prior {
    /// A prior by its name, or by its parameters.
    fileprivate static func named(_ text: String) throws -> SampleSettings.Prior {
        switch text {
        case "uniform": return .uniform
        case "jeffreys": return .jeffreys
        case "empirical": return .empirical
        default:
            let parts = text.split(separator: ",").compactMap { Double($0) }
            guard parts.count == 2, parts.allSatisfy({ $0 > 0 && $0 <= 1e6 }) else {
                throw ValidationError(
                    "there is no prior `\(text)`; there are uniform, jeffreys and empirical, or two"
                        + " parameters above 0 such as 1,1")
            }
            var fixed = SampleSettings.FixedPrior()
            (fixed.alpha, fixed.beta) = (parts[0], parts[1])
            return .fixed(fixed)
        }
    }
}
