import Processes
public import Records
import Storage

/// Where a trainer is started: ours, with the Python environment that has it first in `PATH`.
public struct TrainerEnvironment: Sendable {
    /// Each `NAME=value`.
    public let variables: [String]

    /// The environment.
    ///
    /// - Parameter folder: the folder of a Python environment; nothing for what `PATH` finds.
    public init(_ folder: String?) {
        var variables: [String] = []
        var path = "/usr/local/bin:/usr/bin:/bin"
        for text in ProcessEnvironment.variables {
            if text.hasPrefix("PATH=") {
                path = String(text.dropFirst(5))
            } else if !text.hasPrefix("PIPELINE=") && !text.hasPrefix("PIPELINE_") {
                // What the user's shell says of another phase is none of this one's business.
                variables.append(text)
            }
        }
        if let folder {
            let folder = (try? FileSystem.realPath(folder)) ?? folder
            path = "\(folder)/bin:\(path)"
            variables.removeAll { $0.hasPrefix("VIRTUAL_ENV=") || $0.hasPrefix("PYTHONHOME=") }
            variables.append("VIRTUAL_ENV=\(folder)")
        }
        variables.append("PATH=\(path)")
        // The grader is this program.
        if let program = try? FileSystem.realPath("/proc/self/exe") {
            variables.append("PIPELINE=\(program)")
        }
        self.variables = variables
    }

    /// Makes sure that what starts the trainer is there.
    ///
    /// - Throws: a `Fault` of code `unavailable` that says what is missing.
    public func check(_ target: TrainerTarget) throws(Fault) {
        for program in ["bash", "python3", target.facts.program] {
            do throws(Fault) {
                _ = try ProgramPath.find(program, "/", variables)
            } catch {
                throw Fault(
                    .unavailable, "\(target.facts.name) needs `\(program)`: \(error.message)",
                    remedy: "name the Python environment that has the trainer by "
                        + "`python_environment`", cause: error.cause)
            }
        }
        guard !target.facts.savesLoadableWeights else { return }
        let checkout = variables.first { $0.hasPrefix("EASYR1=") }.map { $0.dropFirst(7) }
        if let checkout,
            try FileSystem.status("\(checkout)/scripts/model_merger.py")?.kind == .file
        {
            return
        }
        throw Fault(
            .unavailable,
            "the environment variable EASYR1 does not name a checkout of EasyR1, whose "
                + "scripts/model_merger.py makes the weights loadable",
            remedy: "set EASYR1 to the folder of the checkout")
    }

    /// The version of the trainer that would be started; nothing if it is no installed distribution.
    ///
    /// - Parameters:
    ///   - target: the trainer.
    ///   - folder: where what Python says is written for a moment.
    /// - Throws: a `Fault` of code `unavailable` if it is another than the target's interface is of.
    public func version(
        of target: TrainerTarget, using folder: String
    ) async throws(Fault) -> String? {
        let facts = target.facts
        let output = "\(folder)/version"
        var process = ChildProcess(
            [
                "python3", "-c",
                "import sys; from importlib.metadata import version; print(version(sys.argv[1]))",
                facts.distribution,
            ], folder: folder, environment: variables, logPath: "/dev/null")
        process.outputPath = output
        guard try await process.run() == .exited(0) else { return nil }
        let text = String(decoding: try FileSystem.read(output), as: UTF8.self)
            .split(separator: "\n").first.map(String.init)
        guard let text, facts.versions.contains(text) == false else { return text }
        let other = TrainerTarget.allCases.first { other in
            other.facts.distribution == facts.distribution
                && other.facts.versions.contains(text) == true
        }
        throw Fault(
            .unavailable,
            "`trainer: \(target.rawValue)` is another interface than that of "
                + "\(facts.distribution) \(text), which is installed",
            remedy: other.map { "write `trainer: \($0.rawValue)`, or install another version" }
                ?? "install another version")
    }
}
