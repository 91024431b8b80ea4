import Engine
import Records

/// What a verification found, as text and as JSON.
enum VerificationText {
    static func text(_ found: StoreVerification, of workspace: Workspace) -> String {
        var text = ""
        for problem in found.problems {
            let name = problem.name.isEmpty ? "" : "\(FaultRenderer.printable(problem.name)): "
            text += "\(name)\(FaultRenderer.printable(problem.message))\n  \(problem.place)\n"
        }
        if !found.problems.isEmpty { text += "\n" }
        text += "read \(Count.of(found.artifactCount, "artifact")), "
        text += "\(Count.of(found.fileCount, "file")), \(Count.bytes(found.byteCount)); "
        text += "checked \(Count.of(found.sumCount, "sum"))\n"
        if found.stagesWithoutUnits > 0 {
            text += "not summed over units, since no log names them all: "
            text += "\(Count.of(found.stagesWithoutUnits, "stage"))\n"
        }
        let count = found.problems.count
        return text
            + (count == 0 ? "nothing is wrong\n" : "\(Count.of(count, "problem")) found\n")
    }

    static func json(_ found: StoreVerification) -> JSONValue {
        .object([
            .init("format", 1),
            .init("artifacts", .integer(found.artifactCount)),
            .init("files", .integer(found.fileCount)),
            .init("bytes", .integer(found.byteCount)),
            .init("sums", .integer(found.sumCount)),
            .init("stages_without_units", .integer(found.stagesWithoutUnits)),
            .init(
                "problems",
                .array(
                    found.problems.map { problem in
                        [
                            "place": .string(problem.place), "name": .string(problem.name),
                            "message": .string(problem.message),
                        ]
                    })),
        ])
    }
}
