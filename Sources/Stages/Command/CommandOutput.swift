import Manifests
import Records
import Storage

/// Something that a unit of a `command` stage writes.
struct CommandOutput: Sendable {
    /// Its name.
    let name: String
    /// Where it lies in the unit's artifact, and in the stage's.
    let path: String
    /// Where it is put for the user, relative to the root; nothing if it stays in the store.
    let place: String?
    /// Whether it was declared as a folder, which is made before the program runs.
    let isFolder: Bool

    /// The output of a unit.
    ///
    /// The units of a stage are told apart by the place, or else by the item. A single unit's output
    /// has its name in the store, and that of its place, since programs look at extensions.
    init(_ output: CommandSettings.Output, item: String?) {
        name = output.name
        isFolder = output.place?.description.utf8.last == UInt8(ascii: "/")
        place = output.place.map { CommandItem.expand($0, item: item) }
        if item != nil {
            path = "\(name)/\(place ?? item ?? name)"
        } else if isFolder {
            path = name
        } else {
            path = "\(name)/\(RelativePath.name(of: place ?? name))"
        }
    }

    /// Where a file of an artifact is put for the user; nothing if it is no part of this output or
    /// stays in the store.
    func place(of file: String) -> String? {
        guard let place else { return nil }
        if file.utf8.elementsEqual(path.utf8) { return place }
        guard file.utf8.starts(with: "\(path)/".utf8) else { return nil }
        return place + String(decoding: file.utf8.dropFirst(path.utf8.count), as: UTF8.self)
    }

    /// Makes the folders in which the program writes.
    static func prepare(_ outputs: [CommandOutput], in folder: String) throws(Fault) {
        for output in outputs {
            let path = "\(folder)/\(output.path)"
            guard let parent = output.isFolder ? path : RelativePath.folder(of: path) else {
                continue
            }
            try FileSystem.createFolder(parent)
        }
    }

    /// Makes sure that the program wrote what was declared, and nothing else.
    ///
    /// - Throws: a `Fault` of code `failedUnits` that names what is missing or too much.
    static func check(_ outputs: [CommandOutput], in folder: String) throws(Fault) {
        var written: [Bool] = outputs.map { _ in false }
        try visit(folder, "") { (path, kind) throws(Fault) in
            guard kind == .file else {
                throw Fault(
                    .failedUnits, "the program wrote `\(path)`, which is a link or no plain file",
                    remedy: "let it write plain files")
            }
            let owner = outputs.firstIndex { output in
                path.utf8.elementsEqual(output.path.utf8)
                    || path.utf8.starts(with: "\(output.path)/".utf8)
            }
            guard let owner else {
                throw Fault(
                    .failedUnits, "the program wrote `\(path)`, which is no declared output",
                    remedy: "declare it under `outputs`, or let the program write it elsewhere")
            }
            written[owner] = true
        }
        guard let missing = zip(outputs, written).first(where: { !$0.1 })?.0 else { return }
        throw Fault(
            .failedUnits, "the program did not write `outputs.\(missing.name)`",
            remedy: "let it write the file that `{outputs.\(missing.name)}` stands for")
    }

    private static func visit(
        _ root: String, _ folder: String,
        _ body: (String, FileStatus.Kind) throws(Fault) -> Void
    ) throws(Fault) {
        for name in try FileSystem.list(folder.isEmpty ? root : "\(root)/\(folder)") {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            guard let kind = try FileSystem.linkStatus("\(root)/\(path)")?.kind else { continue }
            if kind == .folder { try visit(root, path, body) } else { try body(path, kind) }
        }
    }
}
