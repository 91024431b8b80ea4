import ArgumentParser
import Engine
import Manifests

/// `pipeline schema`: JSON Schema for editors.
struct SchemaCommand: ParsableCommand {
    /// The kinds of YAML.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case manifest
        case pipeline
        case dataset
    }

    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a kind of YAML file, for editors.")

    @Argument(help: "manifest, pipeline or dataset.")
    var kind: Kind

    func run() throws {
        let text =
            switch kind {
            case .manifest: SchemaPrinter.manifest
            case .pipeline: SchemaPrinter.pipeline
            case .dataset: SchemaPrinter.dataset
            }
        OutputStream.standardOutput.write(text)
    }
}
