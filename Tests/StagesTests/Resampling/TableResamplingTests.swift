import Engine
import Manifests
import Records
import Storage
import Testing

@testable import Sampling
@testable import Stages

@Suite struct TableResamplingTests {
    let fixture: DrawsFixture

    init() throws { fixture = try DrawsFixture() }

    @Test func `questions come in the order of their first rows, with their labels`() throws {
        let result = try fixture.resample(fixture.csv(DrawsFixture.draws(10)), "out")
        let rates = try fixture.rates("out")
        #expect(rates.map(\.question) == (0..<10).map { "q-\($0)" })
        #expect(rates.map(\.counts.right) == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
        #expect(rates[0].counts.truncated == 1)
        #expect(rates.map(\.source)[..<4] == ["books", "web", "web", "books"])
        #expect(try fixture.lines(of: "out/easy.txt") == ["q-4", "q-9"])
        #expect(try fixture.lines(of: "out/hard.txt") == ["q-0", "q-5"])
        #expect(try fixture.lines(of: "out/medium.txt").count == 6)
        #expect(try fixture.lines(of: "out/rejects.jsonl").isEmpty)
        #expect(result.json["rows"] == 40)
        #expect(result.json["labels"]?["medium"] == 6)
        #expect(result.json["histogram"] == [2, 2, 2, 2, 2])
        #expect(
            try JSONReader.parse(FileSystem.read(fixture["out/summary.json"]), file: "")
                == result.json)
        #expect(try FileSystem.list(fixture.root).filter { $0.hasPrefix(".tmp") }.isEmpty)
    }

    @Test func `formats that hold the same draws give the same bytes`() throws {
        let draws = DrawsFixture.draws(500)
        _ = try fixture.resample(fixture.csv(draws), "csv", .posterior, prior: .empirical)
        _ = try fixture.resample(fixture.lines(draws), "lines", .posterior, prior: .empirical)
        _ = try fixture.resample(
            fixture.parquet(draws, rowGroupRowLimit: 333), "parquet", .posterior,
            prior: .empirical)
        for name in ["pass_rates.parquet", "medium.txt", "undecided.txt"] {
            let bytes = try FileSystem.read(fixture["csv/\(name)"])
            #expect(try FileSystem.read(fixture["lines/\(name)"]) == bytes)
            #expect(try FileSystem.read(fixture["parquet/\(name)"]) == bytes)
        }
    }

    @Test func `labels depend neither on the order of rows nor on memory`() throws {
        let draws = DrawsFixture.draws(300)
        var random = CounterGenerator(Seed(3))
        _ = try fixture.resample(fixture.csv(draws), "sorted", prior: .empirical)
        func byQuestion(_ output: String) throws -> [PassRate] {
            try fixture.rates(output).sorted { $0.question < $1.question }
        }
        for (name, memoryLimit) in [("a", 1 << 20), ("b", 500), ("c", 1)] {
            let table = try fixture.csv(draws.shuffled(using: &random))
            let result = try fixture.resample(
                table, name, prior: .empirical, memoryLimit: memoryLimit)
            #expect(try byQuestion(name) == byQuestion("sorted"))
            #expect(result.json["counted_rows"] == 1200)
        }
    }

    @Test func `questions without a right answer are excluded for what their rows tell`() throws {
        let table = try fixture.write(
            """
            id,right,draws,no_answer_found,truncated,right_but_format
            a,0,8,8,0,0
            b,0,8,0,0,0
            c,0,8,1,6,0
            d,0,8,1,0,1
            e,0,8,9,0,0
            f,0,2000000000,0,0,0

            """, to: "counts.csv")
        let result = try fixture.resample(table, "out")
        #expect(try fixture.lines(of: "out/excluded.txt") == ["a", "c", "d"])
        #expect(try fixture.lines(of: "out/hard.txt") == ["b"])
        #expect(result.json["rejects"]?["impossible_counts"] == 2)
        // What we wrote says the same again.
        _ = try fixture.resample(fixture["out/pass_rates.parquet"], "again")
        #expect(try fixture.lines(of: "again/excluded.txt") == ["a", "c", "d"])
    }

    @Test func `a row a question says the same as a row a draw`() throws {
        let draws = DrawsFixture.draws(50)
        _ = try fixture.resample(fixture.csv(draws), "draws", .band)
        let rows = (0..<50).map { "q-\($0),\($0 % 5),4,\($0 % 3 == 0 ? "books" : "web")\n" }
        let table = try fixture.write(
            "question_id,right,n,source\n" + rows.joined(), to: "counts.csv")
        _ = try fixture.resample(table, "counts", .band)
        #expect(try fixture.lines(of: "counts/medium.txt") == fixture.lines(of: "draws/medium.txt"))
        let again = try fixture.resample(
            fixture["counts/pass_rates.parquet"], "again", .band)
        #expect(again.json["counted_rows"] == 50)
        #expect(
            try FileSystem.read(fixture["again/pass_rates.parquet"])
                == FileSystem.read(fixture["counts/pass_rates.parquet"]))
    }

    struct Broken: Sendable {
        var text: String
        var name = "t.csv"
        var rejects: [String]
        var questions: Int
    }

    @Test(arguments: [
        Broken(
            text: "id,right,draws\na,3,8\nb,9,8\na,1,8\n,1,2\nc,-1,8\nd,x,8\ne,1\n",
            rejects: [
                "1 impossible_counts", "2 duplicate_question", "3 malformed_row",
                "4 impossible_counts", "5 impossible_counts", "6 malformed_row",
            ], questions: 1),
        Broken(
            text: "id,correct\na,1\na,maybe\na,1.0\na,0.5\na,2\na,nan\n\"b\nc\",1\n",
            rejects: ["1 malformed_row", "4 malformed_row", "5 malformed_row", "6 malformed_row"],
            questions: 1),
        Broken(
            text: "{\"qid\":1,\"score\":{\"accuracy\":1}}\n[]\n{\"qid\":1,\"score\":{}}\n{\"qid\":",
            name: "t.jsonl", rejects: ["1 malformed_row", "3 malformed_row"], questions: 1),
    ]) func `rows that cannot be used are told by file, row and reason`(_ each: Broken) throws {
        let table = try fixture.write(each.text, to: each.name)
        let result = try fixture.resample(table, "out")
        // A row is told of when the rows of its question end.
        #expect(try fixture.rejects("out").sorted() == each.rejects)
        #expect(result.json["questions"]?.integerValue == each.questions)
    }

    @Test func `draws that never came leave a question undecided`() throws {
        let table = try fixture.write(
            "{\"id\":\"a\",\"correct\":true}\n{\"id\":\"a\",\"correct\":null}\n", to: "t.jsonl")
        _ = try fixture.resample(table, "out")
        #expect(try fixture.lines(of: "out/undecided.txt") == ["a"])
        #expect(try fixture.rates("out")[0].counts == VerdictCounts(right: 1, missing: 1))
    }

    @Test func `only answers of a rollouts table count`() throws {
        let table = try fixture.write(
            "question,kind,verdict\na,answer,right\na,blind,wrong\na,answer,right\n", to: "t.csv")
        let result = try fixture.resample(table, "out")
        #expect(result.json["other_kind_rows"] == 1)
        #expect(try fixture.lines(of: "out/easy.txt") == ["a"])
    }

    @Test func `draws tell that they are right but for the format`() throws {
        let table = try fixture.write(
            """
            id,verdict,right_but_format
            a,wrong,false
            a,no_answer_found,true
            a,truncated,1
            a,right,true
            b,no_answer_found,

            """, to: "t.csv")
        _ = try fixture.resample(table, "csv")
        let columns = [ParquetColumn("id", .string), ParquetColumn("verdict", .string)]
        let typed = try ParquetRowWriter(
            fixture["t.parquet"], columns: columns + [ParquetColumn("right_but_format", .bool)])
        for (verdict, flag) in [
            ("wrong", false), ("no_answer_found", true), ("truncated", true), ("right", true),
        ] {
            typed.put("a")
            typed.put(verdict)
            typed.put(flag)
            try typed.endRow()
        }
        typed.put("b")
        typed.put("no_answer_found")
        typed.putNull()
        try typed.endRow()
        try typed.close()
        _ = try fixture.resample(fixture["t.parquet"], "parquet")
        let expected = VerdictCounts(
            right: 1, notRight: 3, noAnswerFound: 1, truncated: 1, rightButFormat: 2)
        for output in ["csv", "parquet"] {
            let rates = try fixture.rates(output)
            #expect(
                rates.map(\.counts) == [expected, VerdictCounts(notRight: 1, noAnswerFound: 1)])
        }
    }

    @Test func `a question of several sources is told of, in rows that follow each other too`()
        throws
    {
        var draws = DrawsFixture.draws(6)
        draws[1].source = "other"
        draws.append(draws[9])
        draws[draws.count - 1].source = "third"
        for table in [
            try fixture.csv(draws), try fixture.lines(draws), try fixture.parquet(draws),
        ] {
            let output = "out-" + table.suffix(4)
            let result = try fixture.resample(table, output)
            #expect(result.json["mixed_sources"] == 2)
            #expect(
                try fixture.rates(output).map(\.source)
                    == ["books", "web", "web", "books", "web", "web"])
        }
    }

    @Test
    func `each question has the pass rate that it has by itself, however many kinds there are`()
        throws
    {
        func counts(_ row: Int) -> VerdictCounts {
            VerdictCounts(right: row % 4500 % 70, notRight: row % 4500 / 70)
        }
        func source(_ row: Int) -> String { "source \(row % 2)" }
        let rows = (0..<9000).map { row in
            let each = counts(row)
            return "q-\(row),\(source(row)),fine,\(each.right),\(each.right + each.notRight)\n"
        }
        let table = try fixture.write(
            "id,source,capability,right,draws\n" + rows.joined(), to: "t.csv")
        let result = try fixture.resample(table, "out", .posterior)
        var settings = SampleSettings()
        settings.rule = .posterior
        settings.prior = .uniform
        let labelling = settings.labelling
        var census = LabelCensus()
        let rates = (0..<9000).map { row in
            let rate = labelling.passRate(
                of: GroupEvidence(
                    question: "q-\(row)", source: source(row), capability: .fine,
                    counts: counts(row)))
            census.add(rate, wanted: counts(row).decided)
            return rate
        }
        #expect(try fixture.rates("out") == rates)
        #expect(result.census == census)
        #expect(Set((0..<9000).map { counts($0) }).count > TableLabels.mostKinds)
    }

    struct Refused: Sendable {
        var name: String
        var text: String
        var message: String
    }

    @Test(arguments: [
        Refused(name: "t.csv", text: "x,y\n1,2\n", message: "with the question's id"),
        Refused(name: "t.csv", text: "id,y\n1,2\n", message: "with verdicts"),
        Refused(name: "t.csv", text: "", message: "the file holds no row"),
        Refused(name: "t.csv", text: "id,correct\n\"a,1\n", message: "never closed"),
        Refused(name: "t.parquet", text: "PAR1", message: "t.parquet"),
        Refused(name: "t.txt", text: "id\n", message: "is no table that is read"),
        Refused(name: "t.jsonl", text: "", message: "is empty; expected rows"),
    ]) func `a file that is no table of draws is refused, and nothing is left`(
        _ each: Refused
    ) throws {
        let table = try fixture.write(each.text, to: each.name)
        let fault = #expect(throws: Fault.self) { try fixture.resample(table, "out") }
        #expect(fault?.code == .badInput)
        #expect(fault?.message.contains(each.message) == true, "\(String(describing: fault))")
        #expect(try FileSystem.list(fixture.root) == [each.name])
    }

    @Test func `a folder with something in it is left alone, an empty one is used`() throws {
        let table = try fixture.csv(DrawsFixture.draws(5))
        try FileSystem.createFolder(fixture["full"])
        try FileSystem.createFolder(fixture["empty"])
        try FileSystem.write([1], to: fixture["full/mine"])
        for place in ["full", "full/mine", "draws.csv/out"] {
            let fault = #expect(throws: Fault.self) { try fixture.resample(table, place) }
            #expect(fault?.code == .cannotCreate, "\(String(describing: fault))")
        }
        _ = try fixture.resample(table, "empty")
        #expect(try fixture.rates("empty").count == 5)
    }

    @Test func `work that is stopped leaves nothing`() throws {
        let stop = StopRequest()
        stop.make(.terminated)
        let table = try fixture.csv(DrawsFixture.draws(5))
        let resampling = TableResampling(
            table, SampleSettings(), output: fixture["out"], stop: stop)
        let fault = #expect(throws: Fault.self) { try resampling.run() }
        #expect(fault?.code == .terminated)
        #expect(try FileSystem.list(fixture.root) == ["draws.csv"])
    }
}
