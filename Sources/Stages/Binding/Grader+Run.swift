import Grading
import Manifests
import Records

extension Grader {
    /// The grader of a run's rollouts.
    init(_ run: RunSpecification) throws(Fault) {
        guard let format = ResponseFormat(rawValue: run.policy.responseFormat.rawValue) else {
            throw Fault(
                .internalError,
                "no grader knows the response format \(run.policy.responseFormat.rawValue)")
        }
        var equivalence = try Equivalence(run.grader.equivalence.rawValue)
        if case .strict = equivalence {
            equivalence = .strict(tolerance: run.grader.tolerance)
        }
        self.init(
            format: format, equivalence: equivalence,
            gradesWholeResponse: run.grader.wholeResponse)
    }

    /// What results that it graded depend on: its own behaviour and that of the response format.
    var keyMaterial: JSONValue {
        var members: [JSONValue.Member] = [
            .init("grader", .string(identifier)), .init("format", .string(format.rawValue)),
            .init("format_version", .integer(format.version)),
        ]
        if case .strict(let tolerance?) = equivalence {
            members.append(.init("tolerance", .real(tolerance)))
        }
        if gradesWholeResponse { members.append(.init("whole_response", true)) }
        return .object(members)
    }
}
