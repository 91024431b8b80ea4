import ArgumentParser
import Engine
import Manifests

/// Values that stand above a file's: `--params` and `--set`.
struct ValueOptions: ParsableArguments {
    @Option(
        name: .customLong("params"), parsing: .singleValue,
        help: ArgumentHelp(
            "A YAML file of values, nested or by field path; --set stands above it.",
            valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var parameterPaths: [String] = []

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "Sets a value of the file. May be given several times.",
            valueName: "field.path=value"),
        transform: ValueOptions.override)
    var overrides: [RunOrigin.Override] = []

    /// The files of `--params` with their texts.
    ///
    /// - Throws: `ManifestErrors` if one cannot be read.
    func parameters() throws -> [RunOrigin.ParameterFile] {
        try parameterPaths.map { path in
            .init(path: path, text: try ParameterFile(reading: path).text)
        }
    }

    /// Whether no value is given.
    var isEmpty: Bool { parameterPaths.isEmpty && overrides.isEmpty }

    /// The options as words of a command line.
    var words: [String] { ValueOptions.words(parameterPaths, overrides) }

    /// Options as words of a command line.
    static func words(_ files: [String], _ overrides: [RunOrigin.Override]) -> [String] {
        files.flatMap { ["--params", $0] }
            + overrides.flatMap { ["--set", "\($0.path)=\($0.value)"] }
    }

    /// Reads `field.path=value`.
    private static func override(_ text: String) throws -> RunOrigin.Override {
        guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
            throw ValidationError("`\(text)` is not of the form field.path=value")
        }
        return RunOrigin.Override(
            path: String(text[..<sign]), value: String(text[text.index(after: sign)...]))
    }
}

extension RunOrigin {
    /// The values that the run was begun with, as words of a command line.
    var words: [String] { ValueOptions.words(parameters.map(\.path), overrides) }
}

extension ParameterFile {
    /// The file as the manifests' loader takes it.
    init(_ file: RunOrigin.ParameterFile) { self.init(path: file.path, text: file.text) }
}
