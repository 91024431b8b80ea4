public import Records
import Storage

/// A path below a root that may stand for many files: `data/train-*.parquet`, `**/*.json`.
///
/// `*` and `?` stay inside one name; `**` stands for any folders, none too, and does not follow links
/// to folders. What is found lies inside the root; hidden files must be named.
public struct PathGlob: Sendable {
    /// The most files that a pattern may stand for.
    static let maximumCount = 10_000_000
    /// How deep `**` goes.
    private static let maximumDepth = 64

    private let text: String
    private let parts: [String]

    /// A path or pattern.
    ///
    /// - Throws: where it is absolute, or goes up.
    public init(_ text: String) throws(Fault) {
        self.text = text
        var parts: [String] = []
        for part in text.utf8.split(separator: UInt8(ascii: "/")).map({ String(Substring($0)) })
        where part != "." && !(part == "**" && parts.last == "**") {
            parts.append(part)
        }
        self.parts = parts
        let goesUp = parts.contains { $0.utf8.elementsEqual("..".utf8) }
        guard text.utf8.first != UInt8(ascii: "/"), !goesUp || !PathPattern.isPattern(text) else {
            throw Fault(.badInput, "the pattern `\(text)` leads out of its root")
        }
    }

    /// Whether it holds wildcards.
    public var isPattern: Bool { PathPattern.isPattern(text) }

    /// The files it stands for, relative to the root, sorted by bytes, as `matches` finds them. Pipes,
    /// sockets and devices are left out.
    ///
    /// - Throws: a `Fault` where nothing is found, a name is not UTF-8, or what is found leaves the root
    ///   by a link.
    public func files(under root: String, isInside: Bool = true) throws(Fault) -> [String] {
        let found = try matches(under: root, isInside: isInside)
        let broken = RejectReason.badNameEncoding.rawValue
        if let (name, refusal) = found.refused.first(where: { $0.refusal.reason == broken }) {
            throw Fault(.badInput, "`\(name)`: \(refusal.detail)")
        }
        return found.files
    }

    /// The files it stands for; a path without wildcards, and one that is there by that very name,
    /// stands for itself.
    ///
    /// - Parameters:
    ///   - root: a folder.
    ///   - isInside: whether to make sure that no link leads out of the root; if not, whoever opens a
    ///     file must.
    /// - Throws: a `Fault` where nothing is found, or what is found leaves the root by a link.
    func matches(under root: String, isInside: Bool = true) throws(Fault) -> GlobMatches {
        guard isPattern else { return GlobMatches(files: [text]) }
        if (try? FileSystem.status(root + "/" + text))?.kind == .file {
            return GlobMatches(files: [text])
        }
        var found = GlobMatches()
        try collect(parts[...], in: "", root: root, depth: 0, &found)
        guard !found.files.isEmpty || !found.refused.isEmpty else {
            throw Fault(
                .badInput, "no file below `\(root)` matches `\(text)`",
                remedy: "`*` and `?` stay inside one name, `**` stands for folders")
        }
        if isInside {
            for file in found.files { _ = try FileSystem.resolve(file, under: root) }
        }
        found.sort()
        return found
    }

    /// Adds the files in a folder that the parts stand for.
    private func collect(
        _ parts: ArraySlice<String>, in folder: String, root: String, depth: Int,
        _ found: inout GlobMatches
    ) throws(Fault) {
        guard let part = parts.first else { return }
        let rest = parts.dropFirst()
        guard PathPattern.isPattern(part) else {
            let path = PathGlob.join(folder, part)
            try take(path, rest, root: root, depth: depth, &found)
            return
        }
        let isAnyDepth = part.utf8.elementsEqual("**".utf8)
        if isAnyDepth { try collect(rest, in: folder, root: root, depth: depth, &found) }
        let pattern = PathPattern(part)
        let names = try FileSystem.names(in: folder.isEmpty ? root : root + "/" + folder)
        for entry in names.broken where pattern.matches(entry.name) {
            // Of a file, the last part of the pattern tells; below a folder nothing can be found.
            let isFolder = entry.status.kind == .folder
            if isFolder ? isAnyDepth || !rest.isEmpty : rest.isEmpty && !isAnyDepth {
                found.refuse(entry, in: folder)
            }
        }
        for name in names.names {
            guard pattern.matches(name) else { continue }
            let path = PathGlob.join(folder, name)
            guard isAnyDepth else {
                try take(path, rest, root: root, depth: depth, &found)
                continue
            }
            guard depth < PathGlob.maximumDepth,
                try FileSystem.linkStatus(root + "/" + path)?.kind == .folder
            else { continue }
            try collect(parts, in: path, root: root, depth: depth + 1, &found)
        }
    }

    /// Goes on below a path, or adds it where the parts end there.
    private func take(
        _ path: String, _ rest: ArraySlice<String>, root: String, depth: Int,
        _ found: inout GlobMatches
    ) throws(Fault) {
        let kind = try PathGlob.kind(root + "/" + path)
        if !rest.isEmpty {
            if kind == .folder {
                _ = try FileSystem.resolve(path, under: root)
                try collect(rest, in: path, root: root, depth: depth, &found)
            }
            return
        }
        if kind == .other { found.refuseSpecial(path) }
        guard kind == .file else { return }
        guard found.files.count < PathGlob.maximumCount else {
            throw Fault(
                .badInput, "`\(text)` stands for more than \(PathGlob.maximumCount) files")
        }
        found.files.append(path)
    }

    /// What lies at a path; a link that leads nowhere is a file, which cannot be read.
    private static func kind(_ path: String) throws(Fault) -> FileStatus.Kind? {
        if let status = try? FileSystem.status(path) { return status.kind }
        return try FileSystem.linkStatus(path) == nil ? nil : .file
    }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : folder + "/" + name
    }
}
