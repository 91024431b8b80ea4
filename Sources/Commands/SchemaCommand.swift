public import ArgumentParser
import Engine
public import Manifests
import Terminal

/// `pipeline schema`: JSON Schema for editors.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a kind of YAML file, for editors.")

    @Argument(help: "manifest, pipeline or dataset.")
    var kind: SchemaPrinter.Kind

    func run() throws {
        OutputStream.standardOutput.write(SchemaPrinter.text(kind))
    }
}

extension SchemaPrinter.Kind: ExpressibleByArgument {}
