import Engine
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// `pipeline report` on runs of the small quickstart.
    @Suite struct ReportCommandTests {
        private func rows(_ report: JSONValue, _ section: String, _ table: String) -> [JSONValue] {
            report[section]?[table]?.arrayValue ?? []
        }

        @Test func `the figures of a report are those of the receipts`() async throws {
            let reference = try await ReferenceRun.shared
            let end = try await reference.repository.pipeline("report", "quickstart", "--json")
            #expect(end.status == 0, "\(end.errors)")
            let report = try JSONReader.parse(Array(end.output.utf8), file: "report")
            #expect(report["state"] == "done")
            #expect(rows(report, "stages", "stages").count == SmallRepository.stages.count)
            let labels = try reference.workspace.receipt("labels", run: "quickstart")
            for row in rows(report, "labels", "labels") {
                let label = row["label"]?.stringValue ?? ""
                #expect(row["questions"] == labels.details["labels"]?[label], "\(label)")
            }
            let rollouts = try reference.workspace.receipt("rollouts", run: "quickstart")
            let draws = try #require(rows(report, "draws", "draws").first)
            #expect(draws["saved"] == rollouts.details["saved"])
            #expect(draws["made"] == rollouts.details["rollouts"])
            let evaluation = try reference.workspace.receipt("evaluate", run: "quickstart")
            let accuracy = rows(report, "evaluation", "accuracy")
            let told = evaluation.details["accuracy"]?.arrayValue ?? []
            #expect(accuracy.count == told.count && !told.isEmpty)
            for (mine, theirs) in zip(accuracy, told) {
                #expect(mine["accuracy"]?.realValue == theirs["accuracy"]?.realValue)
                #expect(mine["right"] == theirs["right"])
            }
            for row in rows(report, "sources", "accounting") {
                let sum = (row["outputs"]?.integerValue ?? 0) + (row["rejects"]?.integerValue ?? 0)
                #expect(row["inputs"]?.integerValue == sum)
            }
        }

        @Test func `the file holds every question, and two reports of a run are the same`()
            async throws
        {
            let repository = try await ReferenceRun.shared.repository
            let folder = try TemporaryFolder("report")
            var pages: [[UInt8]] = []
            for name in ["a.html", "b.html"] {
                let path = "\(folder.path)/new/\(name)"
                let end = try await repository.pipeline("report", "quickstart", "--out", path)
                #expect(end.status == 0, "\(end.errors)")
                #expect(end.output == path + "\n")
                pages.append(try FileSystem.read(path))
            }
            #expect(pages[0] == pages[1])
            let page = String(decoding: pages[0], as: UTF8.self)
            #expect(page.hasPrefix("<!DOCTYPE html>"))
            #expect(page.contains("\"rows\":48"))
            #expect(page.contains("id=\"rows-0\"") && page.contains("id=\"pictures-0\""))
        }

        @Test
        func `without --out the file lies in the run's folder, and --open says where it cannot`()
            async throws
        {
            let place = try SmallRepository()
            let workspace = place.workspace()
            try await place.run(in: workspace, ["--until", "labels"])
            let end = try await Subprocess(
                ["PATH=/nowhere", Binary.path, "report", "quickstart", "--open"], in: place.root
            ).wait()
            let path = "\(workspace.root)/runs/quickstart/report/index.html"
            #expect(end.status == 0, "\(end.errors)")
            #expect(end.output == path + "\n")
            #expect(end.errors.contains("open \(path) yourself"), "\(end.errors)")
            let page = String(decoding: try FileSystem.read(path), as: UTF8.self)
            #expect(page.contains("4 of 10 stages are published"))
            // What the run does not have yet has no place in the report.
            #expect(!page.contains("id=\"curriculum\"") && !page.contains("id=\"evaluation\""))
        }

        @Test func `runs are put side by side`() async throws {
            let repository = try await ReferenceRun.shared.repository
            let end = try await repository.pipeline(
                "report", "quickstart", "--compare", "quickstart", "--json")
            #expect(end.status == 0, "\(end.errors)")
            let report = try JSONReader.parse(Array(end.output.utf8), file: "report")
            for row in rows(report, "evaluation", "accuracy") {
                #expect(row["run_1"] == row["run_2"])
                #expect(row["difference_2"]?.realValue == 0)
            }
            let text = try await repository.pipeline(
                "report", "quickstart", "--compare", "quickstart", "--text")
            #expect(text.output.contains("quickstart (2) minus quickstart"), "\(text.errors)")
        }

        @Test func `what cannot be asked for is refused`() async throws {
            let repository = try await ReferenceRun.shared.repository
            #expect(try await repository.pipeline("report", "nothing").status == 66)
            let both = try await repository.pipeline("report", "quickstart", "--text", "--json")
            #expect(both.status == 64)
            let file = try await repository.pipeline(
                "report", "quickstart", "--json", "--out", "x")
            #expect(file.status == 64)
        }
    }
}
