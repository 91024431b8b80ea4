import ArgumentParser
import Engine
import Records
import Rollouts
import Terminal

/// `pipeline grade`: verdicts on answers, without a run.
struct GradeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade",
        abstract: "Grades answers: a line of JSON each, a verdict each.",
        discussion: """
            A line is an object with `given`, `gold` and, for multiple choice, `choices`. With \
            --format it has a whole `response` instead of `given`, and `finish_reason` if that is \
            `length`. Every line gets one line, in the same order: {"line":1,"verdict":"right"}. \
            Verdicts are right, wrong, no_answer_found, truncated and not_gradable. A line that is no \
            answer gets an `error`, and the command ends with status 65 after the last line. Counts go \
            to standard error.

            `strict` compares meaning: 1/2 is 0.5 and \\frac{2}{4}, 5 hours is not 5 minutes. `exact` \
            compares texts. `mathruler` says what mathruler 0.1.0 says, for comparison with others.
            """)

    @Argument(
        help: ArgumentHelp("The file; - is standard input.", valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var path: String

    @Option(
        help: ArgumentHelp(
            "The grader, with or without its version: "
                + AnswerGrading.graders.joined(separator: ", ") + ".", valueName: "name"))
    var grader = "strict"

    @Option(
        help: ArgumentHelp(
            "How far a number may be off, as a share of the gold number; strict only.",
            valueName: "share"))
    var tolerance: Double?

    @Option(
        help: ArgumentHelp(
            "Find the answer in a response of this format: "
                + AnswerGrading.formats.joined(separator: ", ") + ".", valueName: "name"),
        completion: .list(AnswerGrading.formats))
    var format: String?

    @Flag(help: "Grade a response without an answer in its format as a whole.")
    var wholeResponse = false

    @Flag(help: "Repeat the row in each line, with the answer found, the verdict and the grader.")
    var json = false

    func run() async throws {
        let grading = try AnswerGrading(
            grader, tolerance: tolerance, format: format, wholeResponse: wholeResponse,
            showsRow: json)
        if path != "-" { try NamedFile.require(path, "the file") }
        let counts = try await grading.grade(path, jobs: Host.processorCount) {
            OutputStream.standardOutput.write($0)
        }
        let verdicts = counts.graded == 0 ? "" : ": \(counts.text)"
        OutputStream.standardError.write(
            "\(Count.of(counts.graded, "answer")) graded by \(grading.identifier)\(verdicts)\n")
        guard counts.refused > 0 else { return }
        try OutputStream.standardOutput.check()
        throw Fault(
            .badInput, "\(Count.of(counts.refused, "line")) could not be read as answers",
            remedy: "look for \"error\" in the output")
    }
}
