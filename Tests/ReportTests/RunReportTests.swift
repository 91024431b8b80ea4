import Engine
import Records
import Storage
import Testing

@testable import Report

@Suite struct RunReportTests {
    private func report(published: Int? = nil) throws -> RunReport {
        let run = try SmallRun()
        try run.write(published: published)
        return try RunReport.collect(try run.status(), hasGallery: true)
    }

    /// A value by section, table, row and column.
    private func value(
        _ report: RunReport, _ section: String, _ table: String, _ key: [String], _ column: String
    ) throws -> ReportValue {
        let table = try #require(report.section(section)?.table(table))
        let keys = table.columns.indices.filter { table.columns[$0].isKey }
        let row = table.rows.first { row in keys.map { row[$0].text } == key }
        let place = try #require(table.column(column))
        return try #require(row, "no row \(key) in \(table.name)")[place]
    }

    @Test func `inputs are outputs and rejects by reason`() throws {
        let report = try report()
        #expect(try value(report, "sources", "accounting", ["ingest"], "inputs") == .count(4))
        #expect(try value(report, "sources", "accounting", ["ingest"], "outputs") == .count(3))
        #expect(
            try value(report, "sources", "rejects", ["ingest", "duplicate_row"], "questions")
                == .count(1))
        let flows: [(key: [String], count: Int)] = [
            (["0", "shapes", "shapes/train"], 3), (["0", "shapes", "rejected: duplicate_row"], 1),
            (["1", "shapes/train", "easy"], 1), (["2", "medium", "phase fine"], 1),
            (["2", "hard", "in no phase"], 1),
        ]
        for flow in flows {
            #expect(
                try value(report, "sources", "flow", flow.key, "questions") == .count(flow.count))
        }
    }

    @Test func `labels are counted, with what was left undrawn`() throws {
        let report = try report()
        for label in ["easy", "medium", "hard"] {
            #expect(
                try value(report, "labels", "labels", ["labels", label], "questions") == .count(1))
        }
        #expect(try value(report, "draws", "draws", ["rollouts", "answer"], "saved") == .count(4))
        #expect(
            try value(report, "draws", "draws", ["rollouts", "answer"], "saved_share")
                == .share(0.4))
        #expect(
            try value(report, "draws", "ends", ["rollouts", "answer", "mixed"], "questions")
                == .count(1))
    }

    @Test func `the most telling figures come first`() throws {
        let report = try report()
        #expect(report.sections.first?.name == "summary")
        let facts: [(name: String, value: ReportValue)] = [
            ("questions labelled medium", .count(1)),
            ("draws of rollouts saved by stopping early (answer)", .share(0.4)),
            ("groups expected without an advantage: all labelled (labels)", .share(0.5)),
        ]
        for fact in facts {
            #expect(try value(report, "summary", "facts", [fact.name], "value") == fact.value)
        }
    }

    @Test func `pass rates of all bins sum to the questions`() throws {
        let report = try report()
        let table = try #require(report.section("pass_rates")?.table("histograms"))
        let expected = try #require(table.column("expected"))
        let sum = table.rows.compactMap { $0[expected].real }.reduce(0, +)
        #expect((sum - 3).magnitude < 1e-9, "\(sum)")
        #expect(
            try value(report, "pass_rates", "means", ["labels", "shapes", "fine"], "mean").real
                == 0.5)
    }

    @Test func `the share of groups without an advantage is told before, after and of the control`()
        throws
    {
        let report = try report()
        let rows: [(set: String, share: Double)] = [
            ("all labelled", 0.5), ("phase fine", 0.1), ("control of fine", 0.6),
        ]
        for row in rows {
            let stage = row.set == "all labelled" ? "labels" : "curriculum"
            let share = try value(
                report, "advantages", "expected", [stage, row.set], "zero_advantage"
            ).real
            #expect(((share ?? -1) - row.share).magnitude < 1e-9, "\(row.set): \(share ?? -1)")
        }
        #expect(
            try value(report, "advantages", "measured", ["fine"], "first_ten") == .share(0.5))
        let last = try value(report, "advantages", "measured", ["fine"], "last_ten").real
        #expect(((last ?? 0) - 0.45).magnitude < 1e-12)
    }

    @Test func `metrics of training are curves and means`() throws {
        let report = try report()
        let training = try #require(report.section("training"))
        #expect(training.table("rewards")?.rows.count == 12)
        #expect(
            try value(report, "training", "metrics", ["fine", "kl"], "mean") == .number(0.125))
    }

    @Test func `graders are compared on the stored answers`() throws {
        let report = try report()
        #expect(
            try value(report, "graders", "agreement", ["strict@1"], "answers") == .count(6))
        #expect(
            try value(report, "graders", "agreement", ["strict@1"], "differ") == .share(0))
    }

    @Test func `budgets, blind draws and arms have their figures`() throws {
        var run = try SmallRun()
        run.last = (name: "arms", kind: "compare")
        run.details = [
            (
                stage: "rollouts",
                members: [
                    .init(
                        "budget",
                        [
                            "budget": 40, "draws": 32, "questions": 8,
                            "expected_wrong_before": .real(2.5),
                            "expected_wrong_after": .real(1.25),
                        ])
                ]
            ),
            (
                stage: "labels",
                members: [.init("shortcuts", ["blind_right": ["count": 3, "of": 12]])]
            ),
            (
                stage: "arms",
                members: [
                    .init(
                        "comparison",
                        [
                            [
                                "figure": "accuracy", "arm": "medium", "seeds": 5,
                                "mean": .real(0.75),
                                "standard_error": .real(0.01), "difference": .real(0.02),
                                "low": .real(-0.01),
                                "high": .real(0.05),
                            ]
                        ])
                ]
            ),
        ]
        try run.write()
        let report = try RunReport.collect(try run.status())
        #expect(try value(report, "draws", "budgets", ["rollouts"], "draws") == .count(32))
        #expect(
            try value(report, "draws", "budgets", ["rollouts"], "expected_wrong_after")
                == .number(1.25))
        let blind = ["labels", "right answers without the picture, of all such draws"]
        #expect(try value(report, "shortcuts", "sampled", blind, "share") == .share(0.25))
        #expect(try value(report, "shortcuts", "sampled", blind, "low").real ?? 1 < 0.25)
        let arm = ["arms", "accuracy", "medium"]
        #expect(try value(report, "arms", "arms", arm, "difference") == .number(0.02))
        #expect(try value(report, "arms", "arms", arm, "low") == .number(-0.01))
    }

    struct Unfinished {
        var published: Int
        var sections: [String]
    }

    @Test(arguments: [
        Unfinished(published: 0, sections: ["stages"]),
        Unfinished(published: 1, sections: ["stages", "sources"]),
        Unfinished(
            published: 3,
            sections: [
                "summary", "stages", "sources", "pass_rates", "labels", "draws", "advantages",
                "graders",
                "gallery",
            ]),
    ])
    func `an unfinished run has a report that says so`(_ unfinished: Unfinished) throws {
        let report = try report(published: unfinished.published)
        #expect(report.state == .interrupted)
        #expect(report.message?.contains("\(unfinished.published) of 5 stages") == true)
        #expect(report.sections.map(\.name) == unfinished.sections)
        let page = String(decoding: ReportPage.html(report), as: UTF8.self)
        #expect(page.contains("The run was stopped before its end."))
        #expect(report.text().contains("The run was stopped before its end."))
    }

    @Test func `a run that failed says why`() throws {
        let run = try SmallRun()
        try run.write(published: 2)
        let lines = [
            #"{"event":"run.started","time":"2026-01-01T00:00:00.000Z","format":1,"minor":3}"#,
            #"{"event":"run.failed","time":"2026-01-01T00:00:02.000Z","message":"no <b>room"}"#,
        ]
        try FileSystem.write(
            Array((lines.joined(separator: "\n") + "\n").utf8),
            to: run.workspace.run(run.name).eventsPath)
        let report = try RunReport.collect(try run.status())
        #expect(report.state == .failed)
        #expect(report.text().contains("The run failed: no <b>room."))
        let page = String(decoding: ReportPage.html(report), as: UTF8.self)
        #expect(page.contains("The run failed: no &lt;b&gt;room."))
        #expect(!page.contains("<b>room"))
    }

    @Test func `a stage that still trains has the curves that it told`() throws {
        let run = try SmallRun()
        try run.write(published: 4)
        var lines = [
            #"{"event":"run.started","time":"2026-01-01T00:00:00.000Z","format":1,"minor":3}"#,
            #"{"event":"stage.planned","time":"2026-01-01T00:00:00.000Z","stage":"fine","units":1}"#,
        ]
        for (step, reward) in [(1, 0.25), (2, 0.5), (5, 0.75)] {
            lines.append(
                #"{"event":"unit.progress","time":"2026-01-01T00:00:01.000Z","stage":"fine","#
                    + #""unit":"train","progress":{"done":\#(step),"total":9,"what":"steps","#
                    + #""metrics":{"reward":\#(reward),"zero_advantage_groups":0.5}}}"#)
        }
        try FileSystem.write(
            Array((lines.joined(separator: "\n") + "\n").utf8),
            to: run.workspace.run(run.name).eventsPath)
        let report = try RunReport.collect(try run.status())
        let training = try #require(report.section("training"))
        #expect(training.sentences.first?.hasPrefix("Not of all steps: `fine`.") == true)
        #expect(training.table("rewards")?.rows.count == 3)
        #expect(
            try value(report, "training", "rewards", ["reward", "fine", "5"], "value")
                == .number(0.75))
        #expect(try value(report, "training", "metrics", ["fine", "reward"], "steps") == .count(5))
        // Shares of a whole phase are told when it is whole.
        #expect(report.section("advantages")?.table("measured")?.rows.isEmpty != false)
        let section = String(decoding: ReportPage.html(training), as: UTF8.self)
        #expect(section.hasPrefix("<section id=\"training\"") && section.contains("<svg"))
    }

    @Test func `runs side by side show both and the difference`() throws {
        let whole = try report()
        let part = try report(published: 4)
        let report = RunReport.compare([whole, part])
        #expect(report.runs == ["small", "small (2)"])
        #expect(report.state == .interrupted)
        let key = ["stages done", "value"]
        #expect(try value(report, "stages", "run", key, "run_1") == .count(5))
        #expect(try value(report, "stages", "run", key, "run_2") == .count(4))
        #expect(try value(report, "stages", "run", key, "difference_2") == .count(-1))
        let joined = try #require(report.section("labels")?.table("labels_by_run"))
        #expect(joined.rows.count == 10)
        #expect(report.section("gallery") == nil)
        #expect(!ReportPage.html(report).isEmpty)
    }
}
