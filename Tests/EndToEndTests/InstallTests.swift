import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// `make install`, `make uninstall` and `scripts/build-deb`, with the binary under test.
    @Suite struct InstallTests {
        /// An installation in a folder whose path has spaces.
        private struct Place: Sendable {
            let folder: TemporaryFolder
            let prefix = "/opt/my tools"
            var destination: String { "\(folder.path)/a place" }
            var root: String { destination + prefix }

            init() throws { folder = try TemporaryFolder("install") }

            func make(_ target: String) async throws -> Subprocess.End {
                try await Subprocess(
                    [
                        "DESTDIR=\(destination)", "PREFIX=\(prefix)", "BINARY=\(Binary.path)",
                        "make", target,
                    ], in: Binary.packageRoot
                ).wait()
            }

            /// One that all tests read.
            static let shared = Task { () async throws -> Place in
                let place = try Place()
                let end = try await place.make("install")
                try #require(end.status == 0, "\(end.errors)")
                return place
            }

            func text(_ path: String) throws -> String {
                String(decoding: try FileSystem.read("\(root)/\(path)"), as: UTF8.self)
            }
        }

        /// Whether a program is there; says loudly what is left out where it is not.
        private static func has(_ program: String) -> Bool {
            let folders = (Binary.environment("PATH") ?? "/usr/bin:/bin").split(separator: ":")
            if folders.contains(where: { access("\($0)/\(program)", X_OK) == 0 }) { return true }
            OutputLine.say("SKIPPED in InstallTests: what needs `\(program)`, which is not here")
            return false
        }

        /// The subcommands that help shows.
        private static func subcommands() async throws -> [String] {
            let help = try await Subprocess([Binary.path, "--help"], in: "/").wait()
            return help.output.split(separator: "\n", omittingEmptySubsequences: false)
                .drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { !$0.isEmpty }
                .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
                .compactMap { $0.split(separator: " ").first.map(String.init) }
        }

        @Test func `an installed program says its version, commit and build`() async throws {
            guard Self.has("make") else { return }
            let place = try await Place.shared.value
            let end = try await Subprocess(["\(place.root)/bin/pipeline", "--version"], in: "/")
                .wait()
            #expect(end.status == 0, "\(end.errors)")
            let form =
                /pipeline \d+\.\d+\.\d+ \((\w{7,}\+?|not in git|commit unknown), (debug|release), Swift [\d.]+\)\n/
            #expect(try form.wholeMatch(in: end.output) != nil, "\(end.output)")
        }

        @Test func `completions of every shell know every subcommand`() async throws {
            guard Self.has("make") else { return }
            let place = try await Place.shared.value
            let subcommands = try await Self.subcommands()
            #expect(subcommands.count > 20)
            for (shell, path) in [
                ("bash", "share/bash-completion/completions/pipeline"),
                ("zsh", "share/zsh/site-functions/_pipeline"),
                ("fish", "share/fish/vendor_completions.d/pipeline.fish"),
            ] {
                let text = try place.text(path)
                for name in subcommands { #expect(text.contains(name), "\(shell): \(name)") }
                #expect(!text.contains("manual"), "\(shell) offers what help does not show")
                guard Self.has(shell) else { continue }
                let end = try await Subprocess([shell, "-n", "\(place.root)/\(path)"], in: "/")
                    .wait()
                #expect(end.status == 0, "\(shell): \(end.errors)")
            }
        }

        @Test func `every subcommand has a man page, and none has a warning`() async throws {
            guard Self.has("make") else { return }
            let place = try await Place.shared.value
            let folder = "\(place.root)/share/man/man1"
            let pages = try FileSystem.list(folder)
            let names = try await Self.subcommands().filter { $0 != "help" }
            let expected = ["pipeline.1"] + names.map { "pipeline-\($0).1" }
            #expect(pages == expected.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            for page in pages {
                if Self.has("man") {
                    let end = try await Subprocess(
                        [
                            "LC_ALL=C.UTF-8", "MANWIDTH=80", "man", "--warnings", "-E", "UTF-8",
                            "-l", "\(folder)/\(page)",
                        ], in: "/"
                    ).wait()
                    #expect(end.status == 0 && end.errors.isEmpty, "\(page): \(end.errors)")
                    #expect(!end.output.isEmpty)
                }
                guard Self.has("mandoc") else { continue }
                let end = try await Subprocess(
                    ["mandoc", "-Tlint", "-Wstyle", "\(folder)/\(page)"], in: "/"
                ).wait()
                // That a page beside it is installed elsewhere is no fault of the page.
                let found = end.output.split(separator: "\n")
                    .filter { !$0.contains("referenced manual not found") }
                #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
            }
        }

        @Test func `documents and examples are there, and the examples are a repository`()
            async throws
        {
            guard Self.has("make") else { return }
            let place = try await Place.shared.value
            let documents = "share/doc/pipeline"
            for path in ["README.md", "LICENSE", "CHANGELOG.md", "docs/install.md"] {
                let original = try FileSystem.read("\(Binary.packageRoot)/\(path)")
                #expect(
                    try FileSystem.read("\(place.root)/\(documents)/\(path)") == original, "\(path)"
                )
            }
            let mine = "\(place.folder.path)/my repository"
            let copy = try await Subprocess(
                ["cp", "-r", "\(place.root)/\(documents)/examples", mine], in: "/"
            ).wait()
            #expect(copy.status == 0, "\(copy.errors)")
            let plan = try await Subprocess(
                ["\(place.root)/bin/pipeline", "plan", "manifests/quickstart.yaml"], in: mine
            ).wait()
            #expect(plan.status == 0, "\(plan.errors)")
            #expect(plan.output.contains("curriculum"))
        }

        @Test func `what was installed goes again, and nothing else`() async throws {
            guard Self.has("make") else { return }
            let place = try Place()
            let first = try await place.make("install")
            #expect(first.status == 0, "\(first.errors)")
            // Somebody else's, beside ours; and what an older version had.
            try FileSystem.write([], to: "\(place.root)/share/man/man1/other.1")
            let list = "share/doc/pipeline/installed-files"
            try FileSystem.write([], to: "\(place.root)/share/man/man1/pipeline-old.1")
            try FileSystem.write(
                Array((try place.text(list) + "share/man/man1/pipeline-old.1\n").utf8),
                to: "\(place.root)/\(list)")
            let second = try await place.make("install")
            #expect(second.status == 0, "\(second.errors)")
            #expect(!Tree.files(under: place.root).contains { $0.hasSuffix("pipeline-old.1") })
            #expect(Tree.files(under: place.root).contains("bin/pipeline"))

            let end = try await place.make("uninstall")
            #expect(end.status == 0, "\(end.errors)")
            #expect(Tree.files(under: place.root) == ["share/man/man1/other.1"])
            #expect(Tree.folders(under: place.root) == ["share", "share/man", "share/man/man1"])
            let again = try await place.make("uninstall")
            #expect(again.status != 0 && again.errors.contains("nothing is installed"))
        }

        @Test(arguments: ["../outside", "share/../../outside", "/etc/outside", "", "./x"])
        func `a list that leads out of the prefix removes nothing`(line: String) async throws {
            guard Self.has("make") else { return }
            let place = try Place()
            try place.folder.write("", to: "a place/opt/outside")
            let list = "a place/opt/my tools/share/doc/pipeline/installed-files"
            try place.folder.write("\(line)\n", to: list)
            let end = try await place.make("uninstall")
            #expect(end.status != 0)
            #expect(
                Tree.files(under: place.destination)
                    == ["opt/my tools/share/doc/pipeline/installed-files", "opt/outside"])
        }
    }
}
