import Manifests
import Records

/// An error as the user sees it: the one place where faults are rendered.
struct CommandFailure: Error {
    /// What is printed on standard error.
    var text: String
    /// The process's exit status.
    var exitStatus: Int32

    private init(text: String, exitStatus: Int32) {
        self.text = text
        self.exitStatus = exitStatus
    }

    /// The failure for a fault.
    ///
    /// - Parameters:
    ///   - fault: what happened.
    ///   - sources: the texts that its location may point into, by file.
    init(_ fault: Fault, sources: [String: String] = [:]) {
        var line: String?
        if let location = fault.location, location.line > 0, let source = sources[location.file] {
            let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
            if lines.indices.contains(location.line - 1) { line = String(lines[location.line - 1]) }
        }
        text = FaultRenderer.render(fault, sourceLine: line)
        exitStatus = fault.exitStatus
    }

    /// The failure for an error of ours; nothing for the argument parser's, which renders its own.
    init?(rendering error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let fault as Fault: self.init(fault)
        case let errors as ManifestErrors:
            self.init(text: errors.rendered, exitStatus: errors.exitStatus)
        default: return nil
        }
    }
}
