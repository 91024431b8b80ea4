import Manifests
import Records
import Storage

/// A file or folder that the command line names.
enum NamedFile {
    /// Makes sure that it is there.
    ///
    /// - Parameters:
    ///   - what: what it is, such as `the manifest`.
    ///   - shelf: the folder that such files usually lie in, such as `manifests`.
    /// - Throws: a `Fault` of code `noInput` if nothing lies there, which names a file that is near.
    static func require(
        _ path: String, _ what: String, usuallyIn shelf: String? = nil
    ) throws(Fault) {
        guard try FileSystem.status(path) == nil else { return }
        let near = shelf.flatMap { neighbour(of: path, in: $0) }
        let here =
            path.hasPrefix("/") ? nil : "paths are read from here: \(WorkspaceOption.currentFolder)"
        throw Fault(
            .noInput, "\(what) `\(path)` is not there",
            remedy: near.map { "did you mean `\($0)`?" } ?? here)
    }

    /// The YAML file, beside what is named or on the usual shelf, that was most likely meant.
    private static func neighbour(of path: String, in shelf: String) -> String? {
        let slash = path.lastIndex(of: "/")
        let own = slash.map { String(path[..<$0]) }
        let file = slash.map { String(path[path.index(after: $0)...]) } ?? path
        for folder in own.map({ [$0] }) ?? [shelf, "."] {
            let files = ((try? FileSystem.list(folder)) ?? []).sorted().filter { stem($0) != $0 }
            let names = files.map(stem)
            guard let near = Wording.nearest(to: stem(file), among: names),
                let place = names.firstIndex(of: near)
            else { continue }
            return folder == "." ? files[place] : "\(folder)/\(files[place])"
        }
        return nil
    }

    /// A YAML file's name without its ending; another name as it is.
    private static func stem(_ name: String) -> String {
        let ending = [".yaml", ".yml"].first { name.hasSuffix($0) }
        return String(name.dropLast(ending?.utf8.count ?? 0))
    }
}
