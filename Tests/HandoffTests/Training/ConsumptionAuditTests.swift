import Records
import TestSupport
import Testing

@testable import Handoff

/// Two batches of two questions, two responses each; a fifth question makes no batch.
@Suite struct ConsumptionAuditTests {
    private static let ids = ["a", "b", "c", "d", "e"]

    private static func phase(keepsOrder: Bool = true, epochs: Int = 1) throws -> ExportedPhase {
        let folder = try TemporaryFolder("phase")
        try folder.write(
            """
            {"trainer": "verl-0.9", "gpus": 1, "steps": 2, "rows": 5, "rollout_batch": 2,
             "group": 2, "epochs": \(epochs), "steps_per_batch": 1, "keeps_order": \(keepsOrder)}
            """, to: "manifest.json")
        return try ExportedPhase(folder: folder.path)
    }

    /// An audit of a log: a letter a response, `>N` for going on from a step, `?` for a broken line.
    private static func audit(_ log: String, _ phase: ExportedPhase) -> ConsumptionAudit {
        var lines = ConsumptionLog(phase)
        for word in log.split(separator: " ") {
            if word.hasPrefix(">") {
                lines.add(Array(#"{"resumed": \#(word.dropFirst())}"#.utf8))
            } else if word == "?" {
                lines.add(Array(#"{"step": null, "qid": "a", "sco"#.utf8))
            } else {
                for letter in word {
                    let text =
                        #"{"step": null, "qid": "\#(letter)", "score": 1, "verdict": "right"}"#
                    lines.add(Array(text.utf8))
                }
            }
        }
        return ConsumptionAudit(phase, questions: ids, log: lines)
    }

    @Test(arguments: ["aabb ccdd", "abab dccd", "aabb cc >1 ccdd", "aabb ccdd >1 cd >1 ccdd"])
    func `a trainer that does not tell steps is audited by the order of its responses`(
        log: String
    ) throws {
        let audit = Self.audit(log, try Self.phase())
        #expect(audit.isAsPlanned && audit.plannedCount == 8)
        #expect(audit.rows.map(\.planned) == [2, 2, 2, 2, 0])
    }

    @Test func `a log that begins anew counts nothing of what was before`() throws {
        let audit = Self.audit("aab >0 aabb ccdd", try Self.phase())
        #expect(audit.isAsPlanned && audit.lostCount == 3)
    }

    @Test(arguments: [
        ("ccdd aabb", 0), ("aabb ccde", 1), ("aabb cc", 1), ("aabb ccdd aabb", 2),
        ("aabb ccdx", 1), ("", 0),
    ])
    func `the first batch that is another than planned is named`(log: String, batch: Int) throws {
        let audit = Self.audit(log, try Self.phase())
        #expect(!audit.isAsPlanned && audit.firstMisplacedBatch == batch)
        #expect(audit.foreignCount == (log.contains("x") ? 1 : 0))
    }

    @Test func `a trainer that shuffles may take any questions, as many as were planned`() throws {
        let phase = try Self.phase(keepsOrder: false)
        #expect(Self.audit("eedd aacc", phase).isAsPlanned)
        #expect(!Self.audit("eedd aac", phase).isAsPlanned)
    }

    @Test func `each epoch goes through the phase again`() throws {
        let audit = Self.audit("aabb ccdd aabb ccdd", try Self.phase(epochs: 2))
        #expect(audit.isAsPlanned && audit.rows.map(\.consumed) == [4, 4, 4, 4, 0])
    }

    @Test func `a line that cannot be read is counted`() throws {
        let audit = Self.audit("aabb ? ccdd", try Self.phase())
        #expect(audit.brokenCount == 1 && audit.isAsPlanned)
    }
}
