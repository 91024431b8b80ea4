import Manifests
import Records

/// An error as the user sees it. `FaultRenderer` makes the text.
struct CommandFailure: Error {
    private enum Cause {
        case fault(Fault, sourceLine: String?)
        case manifest(ManifestErrors)
    }

    private let cause: Cause

    private init(cause: Cause) { self.cause = cause }

    /// The failure for a fault.
    ///
    /// - Parameters:
    ///   - fault: what happened.
    ///   - sources: the texts that its location may point into, by file.
    init(_ fault: Fault, sources: [String: String] = [:]) {
        var line: String?
        if let location = fault.location, location.line > 0, let source = sources[location.file] {
            let lines = SourceText.lines(of: source)
            if lines.indices.contains(location.line - 1) { line = lines[location.line - 1] }
        }
        cause = .fault(fault, sourceLine: line)
    }

    /// The failure for an error of ours; nothing for the argument parser's, which renders its own.
    init?(rendering error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let fault as Fault: self.init(fault)
        case let errors as ManifestErrors: self.init(cause: .manifest(errors))
        default: return nil
        }
    }

    /// The process's exit status.
    var exitStatus: Int32 {
        switch cause {
        case .fault(let fault, _): fault.exitStatus
        case .manifest(let errors): errors.exitStatus
        }
    }

    /// What is printed on standard error.
    func text(in style: TextStyle) -> String {
        switch cause {
        case .fault(let fault, let line):
            FaultRenderer.render(fault, sourceLine: line, style: style)
        case .manifest(let errors): errors.rendered(in: style)
        }
    }
}
