import ArgumentParser
import Engine
import Manifests
import Records
import Storage
import Terminal

/// `pipeline new`: a beginning for a YAML file.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Writes a commented beginning for a data set, a pipeline or a manifest.",
        discussion: """
            The file is written into datasets/, pipelines/ or manifests/ of the repository (the \
            nearest folder with a folder pipelines, else this one), and loads as it is. An existing \
            file is never replaced.
            """)

    @Argument(help: "dataset, pipeline or manifest.")
    var kind: SchemaPrinter.Kind

    @Argument(help: "Its name: lower-case letters, digits, - and _.")
    var name: String

    @Option(
        name: .customLong("from"),
        help: """
            For a data set: the annotation file, or the folder, that it describes. For a pipeline: \
            one that the program carries (\(ShippedPipelines.names.joined(separator: ", "))).
            """,
        completion: .file())
    var source: String?

    func validate() throws {
        guard ManifestLoader.isName(name) else {
            throw ValidationError(
                "`\(name)` is not made of lower-case letters, digits, `-` and `_`")
        }
        guard source == nil || kind != .manifest else {
            throw ValidationError("--from is for `new dataset` and `new pipeline`")
        }
    }

    /// The folder of files of the kind.
    private var shelf: String { "\(kind.rawValue)s" }

    func run() throws {
        let root = ManifestLoader.repositoryRoot(of: "new.yaml")
        let path = root == "." ? "\(shelf)/\(name).yaml" : "\(root)/\(shelf)/\(name).yaml"
        let text =
            switch kind {
            case .dataset: try Scaffold.dataset(name, from: source)
            case .pipeline:
                try source.map { try Scaffold.pipeline(name, like: $0) } ?? Scaffold.pipeline(name)
            case .manifest: try Scaffold.manifest(name, in: root)
            }
        guard try FileSystem.linkStatus(path) == nil else {
            throw Fault(
                .cannotCreate, "`\(path)` is there already",
                remedy: "choose another name, or remove that file")
        }
        try FileSystem.createFolder("\(root)/\(shelf)")
        try FileSystem.write(Array(text.utf8), to: path)
        OutputStream.standardOutput.write("\(path)\n\(next(path))\n")
    }

    /// What can be done with the file now.
    private func next(_ path: String) -> String {
        switch kind {
        case .dataset: "next: pipeline ingest \(ShellWord.quoted(path)) --out FOLDER"
        case .pipeline: "next: name it as `pipeline: \(name)` in a manifest"
        case .manifest: "next: pipeline plan \(ShellWord.quoted(path))"
        }
    }
}
