import Glibc
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// Shells complete commands, options, and the names of runs.
    @Suite struct CompletionTests {
        struct Case: Sendable {
            /// The words of the command line; the last one is being completed.
            var words: [String]
            var offered: [String]
        }

        @Test(arguments: [
            Case(words: ["pipeline", "sta"], offered: ["status"]),
            Case(words: ["pipeline", "status", "qu"], offered: ["quickstart"]),
            Case(words: ["pipeline", "resume", ""], offered: ["quickstart"]),
            Case(words: ["pipeline", "status", "nothing-like-it"], offered: []),
            Case(
                words: ["pipeline", "run", "m.yaml", "--progress", "t"], offered: ["tty"]),
            Case(words: ["pipeline", "run", "m.yaml", "--color", "n"], offered: ["never"]),
        ])
        func `bash loads the script and completes`(test: Case) async throws {
            let repository = try await ReferenceRun.shared.repository
            let script = try await repository.pipeline("--generate-completion-script", "bash")
            #expect(script.status == 0, "\(script.errors)")
            let folder = try TemporaryFolder("completion")
            try FileSystem.write(Array(script.output.utf8), to: "\(folder.path)/pipeline.bash")
            #expect(symlink(Binary.path, "\(folder.path)/pipeline") == 0)
            let words = test.words.map { "'\($0)'" }.joined(separator: " ")
            let line = """
                PATH="\(folder.path):$PATH"
                source "\(folder.path)/pipeline.bash"
                COMP_WORDS=(\(words))
                COMP_CWORD=\(test.words.count - 1)
                COMP_LINE="\(test.words.joined(separator: " "))"
                COMP_POINT=${#COMP_LINE}
                complete -p pipeline > /dev/null || exit 3
                [[ $(complete -p pipeline) =~ -F\\ ([^ ]+) ]] || exit 4
                "${BASH_REMATCH[1]}" pipeline "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                for word in "${COMPREPLY[@]}"; do echo "${word%% }"; done
                """
            let end = try await Subprocess(
                ["bash", "-c", line], in: repository.root
            ).wait()
            #expect(end.status == 0, "\(end.errors)")
            let offered = end.output.split(separator: "\n").map { String($0) }
            #expect(offered == test.offered, "\(end.errors)")
        }

        @Test(arguments: ["bash", "zsh", "fish"])
        func `there is a script for every shell`(shell: String) async throws {
            let repository = try await ReferenceRun.shared.repository
            let script = try await repository.pipeline("--generate-completion-script", shell)
            #expect(script.status == 0)
            #expect(script.output.contains("pipeline"))
        }

        @Test func `outside of a workspace nothing is offered, in silence`() async throws {
            let end = try await Subprocess(
                [
                    Binary.path, "---completion", "status", "--", "positional@0", "2", "0",
                    "pipeline", "status", "",
                ], in: "/"
            ).wait()
            #expect(end.status == 0, "\(end.errors)")
            #expect(end.output.allSatisfy { $0.isNewline })
            #expect(end.errors.isEmpty)
        }
    }
}
