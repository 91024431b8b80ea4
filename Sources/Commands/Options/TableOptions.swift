import ArgumentParser
import Manifests
import Records

/// How the questions of a table of draws are labelled, and where the result goes.
struct TableOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The table of draws.", valueName: "file"),
        completion: .file(extensions: ["parquet", "jsonl", "csv", "tsv"]))
    var table: String?

    @Option(
        name: .customLong("out"),
        help: ArgumentHelp("The folder for the result of --table.", valueName: "folder"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "The rule: " + SampleSettings.Rule.allCases.map(\.rawValue).joined(separator: ", ")
                + ". Default: pebr.", valueName: "name"),
        transform: SampleSettings.Rule.named)
    var rule: SampleSettings.Rule?

    @Option(
        help: ArgumentHelp(
            "What is taken of a pass rate at first: uniform, jeffreys, empirical (fitted to each"
                + " source), or two parameters such as 1,1. Default: empirical.", valueName: "prior"
        ),
        transform: SampleSettings.Prior.named)
    var prior: SampleSettings.Prior?

    @Option(help: "How probable a label must be, for the rule posterior. Default: 0.8.")
    var certainty: Double?

    @Option(help: "Pass rates above it are easy, for the rules posterior and band. Default: 0.9.")
    var easyAbove: Double?

    @Option(help: "Pass rates below it are hard, for the rules posterior and band. Default: 0.1.")
    var hardBelow: Double?

    @Option(
        help:
            "Draws in a trainer's group, for the probability that it has an advantage. Default: 8."
    )
    var groupSize: Int?

    @Option(
        help: ArgumentHelp(
            "The data set of PeBR-R1's script, split into easycase.json, mediumcase.json and"
                + " hardcase.json as that does; for the rule pebr-literal-8.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var dataset: String?

    func validate() throws {
        // An empty text, as of a variable that is not set, would be the root of the file system.
        if output?.isEmpty == true { throw ValidationError("--out must name a folder") }
        if let certainty, !(certainty > 0 && certainty <= 1) {
            throw ValidationError("--certainty must be above 0 and at most 1, not \(certainty)")
        }
        for (name, value) in [("easy-above", easyAbove), ("hard-below", hardBelow)] {
            guard let value, !(0...1).contains(value) else { continue }
            throw ValidationError("--\(name) must be from 0 to 1, not \(value)")
        }
        let settings = settings()
        if settings.hardBelow > settings.easyAbove {
            throw ValidationError("--hard-below must not be above --easy-above")
        }
        let sizes = SampleSettings.groupSizes
        guard sizes.contains(settings.groupSize) else {
            throw ValidationError(
                "--group-size must be from \(sizes.lowerBound) to \(sizes.upperBound), not "
                    + "\(settings.groupSize)")
        }
        if dataset != nil, rule != .literalEight {
            throw ValidationError("--dataset goes with --rule pebr-literal-8 alone")
        }
    }

    /// The options that are given, but for the table, as on a command line.
    var given: [String] {
        [
            output.map { _ in "--out" }, rule.map { _ in "--rule" }, prior.map { _ in "--prior" },
            certainty.map { _ in "--certainty" }, easyAbove.map { _ in "--easy-above" },
            hardBelow.map { _ in "--hard-below" }, groupSize.map { _ in "--group-size" },
            dataset.map { _ in "--dataset" },
        ].compactMap { $0 }
    }

    /// The same as settings of a `sample` stage; what is not given is as that has it.
    func settings() -> SampleSettings {
        var settings = SampleSettings()
        settings.rule = rule ?? settings.rule
        settings.prior = prior ?? settings.prior
        settings.certainty = certainty ?? settings.certainty
        settings.easyAbove = easyAbove ?? settings.easyAbove
        settings.hardBelow = hardBelow ?? settings.hardBelow
        settings.band.low = settings.hardBelow
        settings.band.high = settings.easyAbove
        settings.groupSize = groupSize ?? settings.groupSize
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
