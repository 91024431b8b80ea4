import Records
import Storage
import TestSupport
import Testing

@testable import Handoff

/// A hand-off in a folder with a difficult name.
struct Launch {
    var scratch: TemporaryFolder
    var folder: String
    var run: String

    init(_ target: TrainerTarget, change: (inout PhaseHandoff) -> Void = { _ in }) throws {
        scratch = try TemporaryFolder("handoff")
        folder = "\(scratch.path)/it's a $HOME \"folder\", \\x = {y}"
        run = "\(folder) run"
        var handoff = Phase.handoff(target)
        change(&handoff)
        #expect(try Phase.suiting(target).write(handoff, to: folder) == [])
        let real = try ProgramEnd.run(["bash", "-c", "type -P python3"]).output
        try scratch.write(
            program: """
                #!/bin/bash
                if [[ $1 == *.py ]]; then exec \(real.dropLast()) "$@"; fi
                printf '%s\\n' "$(basename "$0")" "$@" > "$CALLED"
                """, to: "bin/python3")
        for name in ["torchrun", "swift", "pipeline"] {
            try FileSystem.hardLink(
                "\(scratch.path)/bin/python3", at: "\(scratch.path)/bin/\(name)")
        }
    }

    func start(
        _ words: [String], environment: [String: String] = [:]
    ) throws -> (end: ProgramEnd, called: [String]) {
        let called = "\(scratch.path)/called"
        let end = try ProgramEnd.run(
            ["bash", "\(folder)/launch.sh"] + words,
            environment: [
                "PATH": "\(scratch.path)/bin:/usr/bin:/bin", "CALLED": called,
            ].merging(environment) { $1 })
        let text = (try? scratch.text("called")) ?? ""
        return (end, text.split(separator: "\n").map(String.init))
    }
}
