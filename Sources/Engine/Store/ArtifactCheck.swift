import Records
import Storage

/// What reading an artifact to the last byte shows.
struct ArtifactCheck: Sendable {
    /// The artifact's place.
    let stored: StoredArtifact
    /// Its receipt, if that is sound.
    private(set) var receipt: Receipt?
    /// What is wrong, each as a phrase.
    private(set) var problems: [String] = []
    /// How many sums were checked.
    private(set) var sumCount = 0

    /// `stage` or `stage/unit`, as the receipt says; empty without one.
    var name: String {
        guard let receipt else { return "" }
        return receipt.unit.map { "\(receipt.stage)/\($0)" } ?? receipt.stage
    }

    /// Reads an artifact.
    ///
    /// - Parameters:
    ///   - digests: where files are read; those read before are not read again.
    ///   - listsRejects: whether a stage's table of rejects has a row for each.
    init(_ stored: StoredArtifact, _ digests: FileDigests, listsRejects: Bool) {
        self.stored = stored
        guard let receipt = Receipt.read(in: stored.folder) else {
            problems.append("its receipt is not sound")
            return
        }
        guard receipt.key == stored.key, receipt.kind == stored.kind else {
            problems.append("its receipt is that of \(receipt.kind)/\(receipt.key.short)")
            return
        }
        self.receipt = receipt
        checkFiles(of: receipt, digests)
        checkSums(of: receipt, listsRejects: listsRejects)
    }

    private mutating func checkFiles(of receipt: Receipt, _ digests: FileDigests) {
        for file in receipt.files {
            let path = "\(stored.folder)/\(file.path)"
            guard let status = (try? FileSystem.linkStatus(path)) ?? nil else {
                problems.append("`\(file.path)` is gone")
                continue
            }
            guard status.kind == .file, status.byteCount == file.byteCount else {
                problems.append(
                    "`\(file.path)` has \(status.byteCount) bytes instead of \(file.byteCount)")
                continue
            }
            do throws(Fault) {
                if try digests.digest(of: path, status) != file.digest {
                    problems.append("`\(file.path)` has other bytes than were published")
                }
            } catch {
                problems.append("`\(file.path)` cannot be read: \(error)")
            }
        }
        // By bytes: names that look the same are not the same file.
        let known = Set(receipt.files.map { Array($0.path.utf8) })
        for path in ArtifactCheck.files(in: stored.folder)
        where path != Receipt.fileName && !known.contains(Array(path.utf8)) {
            problems.append("`\(path)` was not published")
        }
    }

    private mutating func checkSums(of receipt: Receipt, listsRejects: Bool) {
        let accounting = receipt.accounting
        let rejectCount = accounting.rejects.values.reduce(0, +)
        sumCount += 1
        if !accounting.balances {
            problems.append(
                "\(accounting.inputs) inputs are not \(accounting.outputs) outputs and "
                    + "\(rejectCount) rejects")
        }
        guard listsRejects, receipt.unit == nil else { return }
        do throws(Fault) {
            guard let rows = try rejectRows(receipt) else { return }
            sumCount += 1
            if rows != rejectCount {
                problems.append("it rejects \(rejectCount) and has \(rows) rows of rejects")
            }
        } catch {
            problems.append("its rejects cannot be read: \(error)")
        }
    }

    /// How many rows the table of rejects has; nothing without one.
    private func rejectRows(_ receipt: Receipt) throws(Fault) -> Int? {
        let lines = "rejects.jsonl"
        if receipt.file(lines) != nil {
            return try FileSystem.read("\(stored.folder)/\(lines)").count { $0 == 0x0A }
        }
        let table = "rejects.parquet"
        guard receipt.file(table) != nil else { return nil }
        var rows = 0
        try ParquetTableReader.forEach(Reject.self, from: "\(stored.folder)/\(table)") { _ in
            rows += 1
        }
        return rows
    }

    /// The paths of every file below a folder.
    static func files(in folder: String, below prefix: String = "") -> [String] {
        var result: [String] = []
        for name in (try? FileSystem.list(prefix.isEmpty ? folder : "\(folder)/\(prefix)")) ?? [] {
            let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
            if (try? FileSystem.linkStatus("\(folder)/\(path)"))??.kind == .folder {
                result += files(in: folder, below: path)
            } else {
                result.append(path)
            }
        }
        return result
    }
}
