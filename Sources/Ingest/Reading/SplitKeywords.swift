/// The words by which the names of files tell that they are of a split.
struct SplitKeywords {
    /// Where the words stand.
    enum Rule: CaseIterable {
        /// `train-00000-of-00007`.
        case numbered
        /// In the name of a folder.
        case folder
        /// In the name of the file.
        case file
    }

    private let words: [String]

    private static let groups = [
        ["train", "training"], ["validation", "valid", "dev", "val"],
        ["test", "testing", "eval", "evaluation"],
    ]
    /// The splits that nearly all data sets have.
    static let known = groups.map { SplitKeywords(words: $0) }
    /// What words end at.
    private static let separators = Array("-._ 0123456789".utf8)

    private init(words: [String]) { self.words = words }

    /// The words of a split: its name, and what else it is called if it is one of the usual ones.
    init(_ split: String) {
        let name = split.lowercased()
        words = SplitKeywords.groups.first { $0.contains(name) } ?? [name]
    }

    /// The word by which a path tells of one of the usual splits.
    ///
    /// - Returns: what the split is called most often, and the word; nothing where it tells of none.
    static func found(in path: String, by rule: Rule) -> (split: String, word: String)? {
        for group in groups {
            for word in group where SplitKeywords(words: [word]).match(path, by: rule) {
                return (group[0], word)
            }
        }
        return nil
    }

    /// Whether a path tells of the split.
    func match(_ path: String, by rule: Rule) -> Bool {
        let steps = path.lowercased().utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
        guard let file = steps.last else { return false }
        switch rule {
        case .numbered: return words.contains { SplitKeywords.isNumbered(file, Array($0.utf8)) }
        case .folder:
            return words.contains { word in
                steps.dropLast().contains { SplitKeywords.has(Array(word.utf8), in: $0) }
            }
        case .file: return words.contains { SplitKeywords.has(Array($0.utf8), in: file) }
        }
    }

    /// Whether a name is `<word>-00000-of-00007` and more.
    private static func isNumbered(_ name: [UInt8], _ word: [UInt8]) -> Bool {
        guard name.starts(with: word) else { return false }
        var rest = name.dropFirst(word.count)
        for part in ["-", "#####", "-of-", "#####"] {
            if part == "#####" {
                guard rest.prefix(5).count == 5, rest.prefix(5).allSatisfy({ (48...57) ~= $0 })
                else { return false }
            } else if !rest.starts(with: part.utf8) {
                return false
            }
            rest = rest.dropFirst(part.utf8.count)
        }
        return true
    }

    /// Whether a word stands in a name by itself.
    private static func has(_ word: [UInt8], in name: [UInt8]) -> Bool {
        guard !word.isEmpty, word.count <= name.count else { return false }
        return (0...(name.count - word.count)).contains { start in
            let end = start + word.count
            return name[start..<end].elementsEqual(word)
                && (start == 0 || separators.contains(name[start - 1]))
                && (end == name.count || separators.contains(name[end]))
        }
    }
}
