public import Engine
import Glibc
public import Records
import Storage

/// A folder in which the units of `ScriptedStage`s write down what they do, from any process.
public struct Ledger: Sendable {
    /// The folder.
    public let folder: String

    /// A folder, made if it is not there.
    public init(_ folder: String) throws(Fault) {
        self.folder = folder
        try FileSystem.createFolder(folder)
    }

    /// Notes the beginning of an attempt at a unit.
    ///
    /// - Returns: which attempt at this unit it is, from 1.
    public func begin(_ unit: String, folder place: String) throws(Fault) -> Int {
        try Ledger.append(Array("\(unit)\t\(place)\n".utf8), to: "\(folder)/begun")
        return try begun().count { $0 == unit }
    }

    /// The units of the attempts, in the order in which they began.
    public func begun() throws(Fault) -> [String] { try lines().map { $0[0] } }

    /// The folders of the attempts, in the order in which they began.
    public func folders() throws(Fault) -> [String] { try lines().map { $0[1] } }

    /// Lets units that wait go on.
    public func letGo() throws(Fault) { try FileSystem.write([], to: "\(folder)/go") }

    /// Waits until units may go on.
    ///
    /// - Throws: a `Fault` of code `interrupted` once the unit is cancelled.
    public func waitForGo(_ context: UnitContext) async throws(Fault) {
        while try FileSystem.status("\(folder)/go") == nil {
            try context.checkCancellation()
            try? await Task.sleep(for: .milliseconds(1))
        }
    }

    /// Waits until so many attempts have begun.
    public func wait(forBegun count: Int) async throws {
        while try begun().count < count { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// Appends bytes to a file with one write, and without waiting for the disk.
    public static func append(_ bytes: [UInt8], to path: String) throws(Fault) {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        defer { close(file) }
        guard file >= 0, write(file, bytes, bytes.count) == bytes.count else {
            throw .system("cannot write `\(path)`", errorNumber: errno)
        }
    }

    private func lines() throws(Fault) -> [[String]] {
        guard try FileSystem.status("\(folder)/begun") != nil else { return [] }
        let text = String(decoding: try FileSystem.read("\(folder)/begun"), as: UTF8.self)
        return text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    }
}
