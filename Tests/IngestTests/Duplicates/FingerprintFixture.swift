import Manifests
import Records

@testable import Ingest

/// A row made for a test; numbers stand for what is hashed.
struct FingerprintFixture: Sendable {
    var id: String
    var split = "train"
    var dataset = "made"
    var pictures: [Int] = [1]
    var question = 1
    var answer = 1
    var looks: [UInt64] = []
    var text: String?

    /// Its fingerprint.
    func fingerprint(_ minHash: MinHash? = nil) -> Fingerprint {
        Fingerprint(
            id: id, question: UInt64(question), answer: UInt64(answer),
            pictures: pictures.map { UInt128($0) }, perceptualHashes: looks,
            signature: minHash.map { $0.signature(of: text ?? "") } ?? [])
    }

    /// What a finder says of rows, each added as a unit of its own.
    static func report(
        _ rows: [FingerprintFixture], benchmarks: [FingerprintFixture] = [],
        duplicates: (inout DuplicateRules) -> Void = { _ in },
        leakage: (inout LeakageRules) -> Void = { _ in }
    ) throws -> DuplicateReport {
        var (duplicateRules, leakageRules) = (DuplicateRules(), LeakageRules())
        duplicates(&duplicateRules)
        leakage(&leakageRules)
        let minHash = duplicateRules.nearText.map { MinHash(shingle: $0.shingle, unit: $0.unit) }
        var finder = DuplicateFinder(duplicates: duplicateRules, leakage: leakageRules)
        for row in rows {
            try finder.append(
                FingerprintFile(
                    dataset: row.dataset, split: row.split, rows: [row.fingerprint(minHash)]))
        }
        for row in benchmarks {
            try finder.append(
                benchmark: FingerprintFile(
                    dataset: row.dataset, split: row.split, rows: [row.fingerprint()]))
        }
        return finder.report()
    }
}

extension DuplicateReport {
    /// Each finding as `id kind other`, with a `!` where the row is dropped.
    var lines: [String] {
        findings.map { finding in
            let kind = finding.match?.rawValue ?? finding.kind.rawValue
            return "\(reference(of: finding.row).id) \(kind) \(otherReference(of: finding).id)"
                + (finding.isDropped ? "!" : "")
        }
    }

    /// The ids of the rows that are dropped.
    var droppedIDs: [String] { droppedRows.map { reference(of: $0).id } }
}
