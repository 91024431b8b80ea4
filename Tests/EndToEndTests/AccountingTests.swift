import Engine
import Records
import Storage
import Testing

extension EndToEnd {
    /// Nothing is lost on the way: what goes into a stage comes out or is rejected for a reason.
    @Suite struct AccountingTests {
        @Test func `every receipt balances, and every reject has its row`() async throws {
            let reference = try await ReferenceRun.shared
            try reference.workspace.expectSound(after: "quickstart")
            for stage in SmallRepository.stages {
                let receipt = try reference.workspace.receipt(stage, run: "quickstart")
                let accounting = receipt.accounting
                let rejects = accounting.rejects.values.reduce(0, +)
                #expect(accounting.inputs > 0, "\(stage)")
                #expect(accounting.inputs == accounting.outputs + rejects, "\(stage)")
                let folder = try reference.workspace.stage(stage, run: "quickstart")
                if receipt.file("rejects.parquet") != nil {
                    let rows = try ParquetTableReader.read(
                        Reject.self, from: "\(folder)/rejects.parquet")
                    #expect(rows.count == rejects, "\(stage)")
                }
                guard receipt.file("rejects.jsonl") != nil else { continue }
                let rows = try FileSystem.read("\(folder)/rejects.jsonl").count { $0 == 0x0A }
                #expect(rows == rejects, "\(stage)")
            }
        }

        @Test func `counts agree from stage to stage`() async throws {
            let workspace = try await ReferenceRun.shared.workspace
            let ingest = try workspace.receipt("ingest", run: "quickstart").accounting
            #expect(ingest.inputs == 200 + 48 + 40)
            #expect(ingest.outputs == ingest.inputs)
            #expect(try workspace.receipt("warm-up", run: "quickstart").accounting.inputs == 200)
            let rollouts = try workspace.receipt("rollouts", run: "quickstart")
            #expect(rollouts.accounting.inputs == 48)
            #expect(rollouts.unitCount == 3)
            #expect(rollouts.details["rollouts"]?.integerValue == 48 * 8)
            let labels = try workspace.receipt("labels", run: "quickstart")
            #expect(labels.accounting.inputs == rollouts.accounting.outputs)
            let counts = try #require(labels.details["labels"]?.objectValue)
            #expect(counts.compactMap(\.value.integerValue).reduce(0, +) == 48)
            let curriculum = try workspace.receipt("curriculum", run: "quickstart")
            #expect(curriculum.accounting.inputs == labels.accounting.outputs)
        }
    }
}
