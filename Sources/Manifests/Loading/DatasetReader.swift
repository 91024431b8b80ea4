import Records

/// Reads a data set and finds its files.
struct DatasetReader {
    /// The data root, ready to be opened; nothing if none is given.
    let dataRoot: String?
    /// Whether files and folders must exist.
    let checkingFiles: Bool
    /// Whether the data set stands in a locked manifest, whose paths are literal.
    var isLocked = false
    private static let placeholder = "${data_root}"

    /// The data set in a file; nothing, and faults in the session, if it is wrong.
    func read(_ root: YAMLNode, _ path: String, _ session: inout LoadingSession)
        -> DatasetSpecification?
    {
        var decoding = Decoding()
        decoding.keyLocations[""] = root.location
        var dataset = DatasetSpecification.schema.decode(root, "", &decoding)
        dataset?.locations = decoding.locations.filter { !$0.key.isEmpty }
        if let found = dataset { dataset?.root = resolve(found.root, path, &decoding) }
        if decoding.faults.isEmpty, let dataset, dataset.generator == nil {
            check(dataset, &decoding)
        }
        session.take(decoding)
        return decoding.faults.isEmpty ? dataset : nil
    }

    /// A root as a locked manifest writes it: `${data_root}` can only stand first.
    static func locked(_ root: String, under dataRoot: String?) -> String {
        guard let dataRoot, root == dataRoot || root.hasPrefix(dataRoot + "/") else { return root }
        return placeholder + root.dropFirst(dataRoot.count)
    }

    private func resolve(_ root: String, _ path: String, _ decoding: inout Decoding) -> String {
        if isLocked, !root.hasPrefix(DatasetReader.placeholder) {
            return FilePath.join(FilePath.folder(of: path), root)
        }
        if isLocked, let dataRoot {
            return dataRoot + root.dropFirst(DatasetReader.placeholder.count)
        }
        var parts = root.split(separator: "$", omittingEmptySubsequences: false)[...]
        var filled = String(parts.removeFirst())
        var isFromDataRoot = false
        for part in parts {
            guard part.hasPrefix("{data_root}") else {
                let end = part.firstIndex(of: "}").map { part.index(after: $0) } ?? part.endIndex
                decoding.report(
                    "`root` holds \(Wording.quoted("$" + part[..<end])); expected a path, or "
                        + "`\(DatasetReader.placeholder)`", field: "root")
                return root
            }
            guard let dataRoot else {
                decoding.report(
                    "`root` needs `\(DatasetReader.placeholder)`, and the manifest has no "
                        + "`data_root`", field: "root", remedy: "add `--set data_root=FOLDER`")
                return root
            }
            if filled.isEmpty { isFromDataRoot = true }
            filled += dataRoot + part.dropFirst("{data_root}".count)
        }
        return isFromDataRoot ? filled : FilePath.join(FilePath.folder(of: path), filled)
    }

    private func check(_ dataset: DatasetSpecification, _ decoding: inout Decoding) {
        if checkingFiles, SourceFile.kind(of: dataset.root) != .folder {
            let isOverridable = decoding.locations["root"] != nil && dataRoot != nil
            decoding.report(
                "there is no folder \(Wording.path(dataset.root))", field: "root",
                remedy: isOverridable ? "check `data_root`" : nil)
            return
        }
        for split in dataset.splits {
            let field = "splits.\(split.name)"
            if let archive = split.archive {
                check(archive, "\(field).archive", in: dataset.root, mayBeFolder: false, &decoding)
            }
            for (index, file) in split.annotations.enumerated() {
                let element = "\(field).annotations.\(index)"
                let name = decoding.locations[element] == nil ? "\(field).annotations" : element
                let isElsewhere = split.archive != nil || dataset.format == .pictures
                check(
                    file, name, in: dataset.root, mayBeFolder: false, isElsewhere: isElsewhere,
                    &decoding)
            }
            check(
                split.images, "\(field).images", in: dataset.root, mayBeFolder: true,
                isElsewhere: split.archive != nil, &decoding)
        }
    }

    private func check(
        _ file: String, _ field: String, in root: String, mayBeFolder: Bool,
        isElsewhere: Bool = false, _ decoding: inout Decoding
    ) {
        guard FilePath.isInside(file) else {
            decoding.report(
                "`\(field)` is \(Wording.path(file)); expected a path inside the root",
                field: field)
            return
        }
        // What a pattern stands for, and what lies in an archive, is found when the data is read.
        let isPattern = file.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
        guard checkingFiles, !isElsewhere, !isPattern else { return }
        let path = FilePath.join(root, file)
        switch SourceFile.kind(of: path) {
        case .file?: return
        case .folder? where mayBeFolder: return
        case nil:
            decoding.report(
                "there is no \(mayBeFolder ? "folder or archive" : "file") \(Wording.path(path))",
                field: field)
        default:
            decoding.report(
                "\(Wording.path(path)) is not a file", field: field,
                remedy: "name the annotation file")
        }
    }
}
