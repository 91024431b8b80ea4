import Records
import Storage

/// Looks near an annotation file for the pictures that a field of its rows names.
struct PictureSearch {
    /// Where the pictures of rows are.
    struct Found: Hashable {
        /// The field that names them.
        var field: String
        /// What a name lacks of a file's: `.png`; empty if nothing.
        var ending = ""
        /// The folder that was searched: the annotation file's, unless another was named.
        var root: String
        /// The folder that they lie in, from the one that was searched; empty for that one.
        var folder: String
    }

    /// So many names of a folder are looked at for folders.
    private static let mostNames = 2000
    /// So many folders are searched.
    private static let mostFolders = 100
    private static let endings = [".jpg", ".png", ".jpeg", ".webp", ".JPG", ".PNG", ".gif"]
    private static let words = ["image", "img", "picture", "photo", "file", "path"]

    private let root: String
    private let folders: [String]

    /// A search around a file.
    init(besides path: String) {
        let name = Inspector.fileName(of: path)
        let own = String(decoding: path.utf8.dropLast(name.utf8.count), as: UTF8.self)
        self.init(in: own.isEmpty ? "." : own)
    }

    /// A search in a folder.
    init(in root: String) {
        self.root = root
        folders = PictureSearch.folders(below: root)
    }

    /// The first of the fields whose values name pictures, those first whose names say so.
    func find(_ fields: [FieldSurvey.Field]) -> Found? {
        let isNamed = fields.map { field in
            let name = field.name.lowercased()
            return PictureSearch.words.contains { name.contains($0) }
        }
        for wanted in [true, false] {
            for (field, isNamed) in zip(fields, isNamed) where isNamed == wanted {
                if let found = find(field) { return found }
            }
        }
        return nil
    }

    private func find(_ field: FieldSurvey.Field) -> Found? {
        let values = field.examples.filter {
            !$0.isEmpty && $0.utf8.count < 256 && !$0.hasPrefix("/") && !$0.utf8.contains(0)
                && !$0.split(separator: "/").contains("..")
        }
        guard !values.isEmpty, values.count == field.examples.count else { return nil }
        for folder in folders {
            let place = folder.isEmpty ? root : "\(root)/\(folder)"
            for ending in [""] + PictureSearch.endings {
                let count = values.count { value in
                    (try? FileSystem.status("\(place)/\(value)\(ending)"))?.kind == .file
                }
                // Some may be missing, which is for rejects to tell.
                if 4 * count >= 3 * values.count {
                    return Found(field: field.name, ending: ending, root: root, folder: folder)
                }
            }
        }
        return nil
    }

    /// The folder itself, and those two levels below it.
    private static func folders(below root: String) -> [String] {
        var found = [""]
        var level = [""]
        for _ in 0..<2 {
            var next: [String] = []
            for folder in level {
                let place = folder.isEmpty ? root : "\(root)/\(folder)"
                let names = try? FileSystem.names(in: place, limit: mostNames).names
                for name in names ?? [] where !name.hasPrefix(".") {
                    guard found.count < mostFolders else { return found }
                    let path = folder.isEmpty ? name : "\(folder)/\(name)"
                    guard (try? FileSystem.status("\(root)/\(path)"))?.kind == .folder else {
                        continue
                    }
                    found.append(path)
                    next.append(path)
                }
            }
            level = next
        }
        return found
    }
}
