import Testing

@testable import Ingest

@Suite struct ShardNamesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var files: [String]
        /// A part of each detail.
        var details: [String] = []
        var testDescription: String { files.joined(separator: " ") }
    }

    @Test(arguments: [
        Case(files: ["a.json", "train-0001.parquet"]),
        Case(files: ["d/train-00001-of-00002.parquet", "d/train-00000-of-00002.parquet"]),
        Case(
            files: ["train-00000-of-00003.parquet", "train-00001-of-00003.parquet"],
            details: ["`train-00002-of-00003.parquet` is not there"]),
        Case(
            files: ["train-00004-of-00009.parquet"],
            details: [
                "`, `train-00000-of-00009.parquet`, `train-00001-of-00009.parquet`, "
            ]),
        Case(
            files: ["train-00000-of-00001.parquet", "train-00000-of-00002.parquet"],
            details: ["they are of two sets"]),
        Case(
            files: ["t-00000-of-00002.tar", "t-000000-of-00002.tar", "t-00001-of-00002.tar"],
            details: ["part 0 is there twice"]),
        Case(files: ["t-00001-of-00001.tar"], details: ["is part 1 of 1 only"]),
        Case(
            files: ["a-00000-of-00002.tar", "b-00001-of-00002.tar"],
            details: ["`a-00001-of-00002.tar` is not there", "`b-00000-of-00002.tar` is not there"]),
        Case(files: ["t-00000-of-999999999.tar"], details: ["and 999999993 more are not there"]),
    ])
    func aSetThatIsNotWholeIsTold(_ given: Case) {
        let problems = ShardNames.problems(in: given.files)
        #expect(problems.count == given.details.count)
        for (problem, detail) in zip(problems, given.details) {
            #expect(problem.reason == "shard_set")
            #expect(problem.detail.contains(detail), "\(problem.detail)")
        }
    }
}
