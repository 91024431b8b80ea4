import Grading
import Records

extension ExactMatchGrader {
    /// What results that it graded depend on: its own behaviour and that of the response format.
    var keyMaterial: JSONValue {
        [
            "grader": .string(ExactMatchGrader.identifier),
            "format": .string(format.rawValue), "format_version": .integer(format.version),
        ]
    }
}
