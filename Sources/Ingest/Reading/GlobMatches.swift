import Records
import Storage

/// What a pattern stands for.
struct GlobMatches {
    /// The files, relative to the root, sorted by bytes.
    var files: [String] = []
    /// What cannot be opened under its name, or is nothing to read, by that name, and why.
    var refused: [(name: String, refusal: Refusal)] = []

    /// Adds what lies in a folder under a name that is not UTF-8.
    mutating func refuse(_ entry: FolderEntry, in folder: String) {
        let name = (folder.isEmpty ? "" : folder + "/") + entry.escapedName
        let kind = entry.status.kind == .folder ? "folder" : "file"
        refused.append(
            (name, Refusal(.badNameEncoding, "the name of the \(kind) is not UTF-8; rename it")))
    }

    /// Adds a pipe, a socket or a device.
    mutating func refuseSpecial(_ path: String) {
        let reason = ReadFault.Reason.notAFile.rawValue
        refused.append((path, Refusal(reason, "a pipe, a socket or a device, not a file")))
    }

    /// Puts all in order, and each once.
    mutating func sort() {
        files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var unique: [String] = []
        for file in files where unique.last?.utf8.elementsEqual(file.utf8) != true {
            unique.append(file)
        }
        files = unique
        refused.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var named: [(name: String, refusal: Refusal)] = []
        for entry in refused where named.last?.name != entry.name { named.append(entry) }
        refused = named
    }
}
