import ArgumentParser
import Testing

@testable import Commands

/// Man pages are made of what the argument parser knows of the commands.
@Suite struct ManualPageTests {
    @Test func `there is a page for every command that help shows`() throws {
        let root = try CommandDescription.root()
        let names = ManualPage.all(of: root).map(\.name)
        var shown: [String] = []
        for command in PipelineCommand.configuration.subcommands {
            let configuration = command.configuration
            if configuration.shouldDisplay, let name = configuration.commandName {
                shown.append(name)
            }
        }
        #expect(names == ["pipeline"] + shown.map { "pipeline-\($0)" })
        #expect(!names.contains("pipeline-manual"))
        #expect(shown.count > 20)
    }

    @Test func `a page has what help has of a command`() throws {
        let pages = ManualPage.all(of: try CommandDescription.root())
        let page = try #require(pages.first { $0.name == "pipeline-gc" })
        let lines = page.text.split(separator: "\n")
        #expect(lines.contains(".Nm pipeline-gc"))
        #expect(lines.contains(".Op Fl Fl \\&keep\\-runs Ar \\&n"))
        #expect(lines.contains(".It Fl Fl \\&older\\-than Ar \\&age"))
        // No discussion is left out, and a sentence begins a line.
        #expect(lines.contains { $0.hasPrefix("Kept runs keep the artifacts of their stages") })
        #expect(lines.contains { $0.hasSuffix("says what would go.") })
        #expect(!page.text.contains("--workspace"), "a dash that is no minus")
    }

    @Test func `the exit statuses stand in the page of the whole`() throws {
        let page = try #require(ManualPage.all(of: try CommandDescription.root()).first)
        #expect(page.text.contains(".It 65\nA manifest, a data set or a file is wrong.\n"))
    }

    struct Case: Sendable {
        var text: String
        var lines: [String]
    }

    @Test(arguments: [
        Case(text: "One. Two three.", lines: ["One.", "Two three."]),
        Case(text: "A\n\nB", lines: ["A", ".Pp", "B"]),
        Case(text: ".hidden and 'quoted'", lines: ["\\&.hidden and \\(aqquoted\\(aq"]),
        Case(text: "back\\slash --flag", lines: ["back\\eslash \\-\\-flag"]),
        Case(text: "run `pipeline run X` first", lines: ["run \\fBpipeline run X\\fP first"]),
        Case(text: "é…", lines: ["\\[u00E9]\\[u2026]"]),
        Case(text: "e.g. \u{1F600}", lines: ["e.g.", "\\[u1F600]"]),
        Case(
            text: String(repeating: "word ", count: 20),
            lines: [
                String(repeating: "word ", count: 15).dropLast().description,
                String(repeating: "word ", count: 5).dropLast().description,
            ]),
    ])
    func `text is escaped, broken at sentences, and never a macro`(sample: Case) {
        var text = ManualText()
        text.paragraphs(sample.text)
        #expect(text.lines == sample.lines)
    }
}
