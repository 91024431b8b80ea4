import Engine
import Manifests
import Processes
import Records
import Storage

/// The files that the scores of a reward's program depend on, with the digests that the stage's key is
/// made of: the program, wherever it was found, files that its arguments name, and those listed.
struct RewardFiles: Sendable {
    private struct File: Sendable {
        /// As the manifest writes it.
        var name: String
        var path: String
        var digest: Digest
    }

    private var files: [File] = []
    private let root: String
    private let digests: DigestCache

    /// - Parameters:
    ///   - root: the repository's root, where the program works.
    ///   - environment: the program's, each `NAME=value`.
    /// - Throws: a `Fault`, at its place in the manifest, where the program is not found or a file
    ///   cannot be read.
    init(
        _ settings: ExternalRewardSettings, _ specification: StageSpecification, root: String,
        environment: [String], digests: DigestCache
    ) throws(Fault) {
        self.root = root
        self.digests = digests
        for (index, argument) in settings.command.enumerated() {
            try Fault.located(at: specification.location(of: "reward.external.command.\(index)")) {
                () throws(Fault) in
                if index == 0 {
                    try add(argument, try ProgramPath.find(argument, root, environment))
                } else if try namesFile(argument) {
                    try add(argument, argument)
                }
            }
        }
        for (index, path) in settings.files.enumerated() {
            try Fault.located(at: specification.location(of: "reward.external.files.\(index)")) {
                () throws(Fault) in try add(path, path)
            }
        }
    }

    /// What an argument names is part of the program; what it does not name is not looked for.
    private func namesFile(_ argument: String) throws(Fault) -> Bool {
        let bytes = argument.utf8
        guard !bytes.contains(0),
            bytes.contains(UInt8(ascii: "/")) || bytes.contains(UInt8(ascii: "."))
        else { return false }
        return try FileSystem.status(absolute(argument))?.kind == .file
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(root)/\(path)"
    }

    private mutating func add(_ name: String, _ path: String) throws(Fault) {
        guard !files.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return }
        let path = absolute(path)
        guard try FileSystem.status(path)?.kind == .file else {
            throw Fault(
                .noInput, "`\(name)` is no file; expected one that the reward's scores depend on",
                remedy: "write its path from the repository's root")
        }
        files.append(File(name: name, path: path, digest: try digests.digest(ofFile: path)))
    }

    /// The files' digests by what the manifest calls them: where a program was found is no matter.
    var content: JSONValue {
        .object(files.map { .init($0.name, .string($0.digest.hex)) })
    }

    /// Makes sure that the files still are what the stage's key says.
    ///
    /// - Throws: a `Fault` of code `badInput`: what they score belongs to another key.
    func check() throws(Fault) {
        for file in files where try !isUnchanged(file) {
            throw Fault(
                .badInput,
                "`\(file.name)`, which the reward depends on, was changed after the run began",
                remedy: "put it back as it was and run again, and training goes on from its last "
                    + "checkpoint; or run again as it is, and the phase is trained anew")
        }
    }

    private func isUnchanged(_ file: File) throws(Fault) -> Bool {
        guard try FileSystem.status(file.path)?.kind == .file else { return false }
        return try digests.digest(ofFile: file.path) == file.digest
    }
}
