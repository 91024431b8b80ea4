import Engine
import Ingest
import Manifests
import Records
import Storage

/// What a `command` stage reads of another stage's artifact.
struct CommandArtifact {
    /// Paths for the program, relative to the artifact; empty text for the artifact's folder.
    private(set) var paths: [String]
    /// Every file that is meant, with its digest.
    private(set) var files: [Receipt.File]

    /// The files that are meant.
    ///
    /// - Parameter file: a file, a folder or a pattern; nothing for everything. A folder that ends
    ///   with `/` is meant as a folder, otherwise as the files in it. The whole of an artifact that no
    ///   `command` stage made is meant as a folder.
    /// - Throws: a `Fault` if it holds no such file.
    init(_ artifact: Artifact, file: String?) throws(Fault) {
        let all = artifact.receipt.files
        guard let file else {
            files = all
            let isCommand = artifact.receipt.kind == StageKind.command.rawValue
            paths = isCommand ? all.map(\.path) : [""]
            return
        }
        let path = RelativePath.normal(file)
        files = all.filter { file in
            path == "." || file.path.utf8.elementsEqual(path.utf8)
                || file.path.utf8.starts(with: "\(path)/".utf8)
        }
        if files.isEmpty, try PathGlob(path).isPattern {
            let names = Set(
                try PathGlob(path).files(under: artifact.folder, isInside: false)
                    .map { Array($0.utf8) })
            files = all.filter { names.contains(Array($0.path.utf8)) }
        }
        guard !files.isEmpty else {
            let near = Wording.nearest(to: path, among: all.map(\.path))
            throw Fault(
                .badInput, "the stage `\(artifact.receipt.stage)` published no file `\(file)`",
                remedy: near.map { "did you mean `\($0)`?" }
                    ?? all.first.map { "it published `\($0.path)`, for instance" })
        }
        paths = file.utf8.last == UInt8(ascii: "/") ? [path == "." ? "" : path] : files.map(\.path)
    }
}
