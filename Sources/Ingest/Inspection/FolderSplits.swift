import Manifests

/// The splits that the annotation files of a folder make, as their names tell: by the rules of
/// `SplitFolder`, the first of which any file answers to.
struct FolderSplits {
    /// The splits, training first. Nothing where there is no file.
    private(set) var splits: [DatasetSnippet.Split] = []
    /// The files of each, in the order of the splits.
    private(set) var files: [[String]] = []
    /// Files that may hold rows and are of no split.
    private(set) var others: [String] = []

    private static let order = ["train", "validation", "test"]

    /// The splits of some files, by their paths from the folder.
    init(_ paths: [String]) {
        let rows = AnnotationKind.files(of: paths, format: .auto)
        var found: [(split: String, word: String, file: String)] = []
        for rule in SplitKeywords.Rule.allCases where found.isEmpty {
            found = rows.compactMap { file in
                SplitKeywords.found(in: file, by: rule).map { ($0.split, $0.word, file) }
            }
        }
        for split in FolderSplits.order {
            let own = found.filter { $0.split == split }
            var words: [String] = []
            for file in own where !words.contains(file.word) { words.append(file.word) }
            for word in words {
                files.append(own.filter { $0.word == word }.map(\.file))
                // `dev` and `validation` side by side are two splits.
                add(words.count == 1 ? split : word, rows)
            }
        }
        if !splits.contains(where: { $0.name == "train" }) {
            let told = Set(found.map { Array($0.file.utf8) })
            let rest = rows.filter { !told.contains(Array($0.utf8)) }
            if let first = rest.first {
                let shape = FolderSplits.shape(of: first)
                files.insert(rest.filter { FolderSplits.shape(of: $0) == shape }, at: 0)
                let split = DatasetSnippet.Split(
                    name: "train", annotations: FolderSplits.patterns(of: files[0], among: rows))
                splits.insert(split, at: 0)
            }
        }
        let used = Set(files.flatMap(\.self).map { Array($0.utf8) })
        others = paths.filter { !used.contains(Array($0.utf8)) }
    }

    private mutating func add(_ name: String, _ rows: [String]) {
        let patterns = FolderSplits.patterns(of: files[splits.count], among: rows)
        splits.append(DatasetSnippet.Split(name: name, annotations: patterns))
    }

    /// A name with `#` for each number.
    private static func shape(of path: String) -> [UInt8] {
        var shape: [UInt8] = []
        for byte in path.utf8 {
            let isDigit = (48...57).contains(byte)
            if isDigit, shape.last == UInt8(ascii: "#") { continue }
            shape.append(isDigit ? UInt8(ascii: "#") : byte)
        }
        return shape
    }

    /// The patterns that stand for some files and no others of the folder: one for those of each folder
    /// if there is one, else their names.
    private static func patterns(of files: [String], among all: [String]) -> [String] {
        var folders: [String] = []
        var inside: [[String]] = []
        for file in files {
            let folder = folder(of: file)
            if let place = folders.firstIndex(where: { $0.utf8.elementsEqual(folder.utf8) }) {
                inside[place].append(file)
            } else {
                folders.append(folder)
                inside.append([file])
            }
        }
        return zip(folders, inside).flatMap { folder, files in
            let names = files.map { String($0.dropFirst(folder.count)) }
            let beside = all.filter { self.folder(of: $0).utf8.elementsEqual(folder.utf8) }
                .map { String($0.dropFirst(folder.count)) }
            let pattern = candidates(names).first { candidate in
                let pattern = PathPattern(candidate)
                return beside.filter { pattern.matches($0) } == names
            }
            return pattern.map { [folder + $0] } ?? files
        }
    }

    /// Patterns that match some names, the plainest first.
    private static func candidates(_ names: [String]) -> [String] {
        guard let first = names.first else { return [] }
        if let part = ShardName(first) {
            return [
                "\(part.prefix)-*\(part.suffix)",
                "\(part.prefix)-*-of-\(part.total)\(part.suffix)",
            ]
        }
        guard names.count > 1 else { return [] }
        var start = first[...]
        var end = first[...]
        for name in names {
            start = start.prefix(zip(start, name).prefix { $0 == $1 }.count)
            end = end.suffix(zip(end.reversed(), name.reversed()).prefix { $0 == $1 }.count)
        }
        // A number that all have in common may be another one tomorrow.
        while start.last?.isNumber == true { start.removeLast() }
        while end.first?.isNumber == true { end.removeFirst() }
        guard start.count + end.count < (names.map(\.count).min() ?? 0) else { return [] }
        return ["\(start)*\(end)"]
    }

    /// The folder of a path, with its slash; empty if it has none.
    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
