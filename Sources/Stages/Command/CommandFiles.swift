import Ingest
import Records
import Storage

/// What files of the repository an input of a `command` stage stands for.
struct CommandFiles: Sendable {
    /// What its placeholder becomes: files, and folders by their own name; relative to the root.
    private(set) var paths: [String] = []
    /// Every file, those in the folders too; relative to the root.
    private(set) var files: [String] = []

    /// How deep folders go.
    private static let maximumDepth = 64

    /// Finds them.
    ///
    /// - Parameters:
    ///   - patterns: files, folders and patterns.
    ///   - root: the repository's root.
    ///   - workspace: a folder that is no input, wherever it lies.
    /// - Throws: a `Fault` where there is nothing, or a file is named twice.
    init(_ patterns: [String], under root: String, without workspace: String) throws(Fault) {
        var seen: Set<[UInt8]> = []
        for pattern in patterns {
            let pattern = RelativePath.normal(pattern)
            switch try FileSystem.status("\(root)/\(pattern)")?.kind {
            case .folder:
                paths.append(pattern)
                try collect(pattern, root, workspace, depth: 0)
            case .some:
                paths.append(pattern)
                files.append(pattern)
            case nil:
                let glob = try PathGlob(pattern)
                guard glob.isPattern else {
                    throw Fault(.noInput, "the file `\(pattern)` is not there")
                }
                let found = try glob.files(under: root, isInside: false)
                paths += found
                files += found
            }
        }
        for file in files where !seen.insert(Array(file.utf8)).inserted {
            throw Fault(.badInput, "the file `\(file)` is named twice")
        }
    }

    private mutating func collect(
        _ folder: String, _ root: String, _ workspace: String, depth: Int
    ) throws(Fault) {
        guard depth < CommandFiles.maximumDepth else {
            throw Fault(.badInput, "the folder `\(folder)` lies too deep")
        }
        let place = folder == "." ? root : "\(root)/\(folder)"
        for name in try FileSystem.list(place) {
            let path = folder == "." ? name : "\(folder)/\(name)"
            let file = "\(root)/\(path)"
            guard !file.utf8.elementsEqual(workspace.utf8) else { continue }
            switch try FileSystem.status(file)?.kind {
            case .folder:
                guard try FileSystem.linkStatus(file)?.kind == .folder else {
                    throw Fault(
                        .badInput, "`\(path)` is a link to a folder",
                        remedy: "name it as an input of its own")
                }
                try collect(path, root, workspace, depth: depth + 1)
            case .file: files.append(path)
            default:
                throw Fault(
                    .badInput, "`\(path)` is no file, or a link that leads nowhere",
                    remedy: "remove it, or name the files beside it")
            }
        }
    }
}
