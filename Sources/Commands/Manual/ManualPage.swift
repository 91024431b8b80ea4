import Engine
import Records

/// A man page of section 1.
struct ManualPage {
    /// `pipeline`, or `pipeline-run`.
    var name: String
    var text: String

    /// A page for the command and one for each of its subcommands.
    static func all(of root: CommandDescription) -> [ManualPage] {
        let pages = [root] + root.subcommands
        return pages.map { command in
            ManualPage(
                command, isRoot: command.name == root.name,
                others: pages.map(\.name).filter { $0 != command.name })
        }
    }

    private init(_ command: CommandDescription, isRoot: Bool, others: [String]) {
        name = ManualPage.name(of: command.name)
        var text = ManualText()
        ManualPage.head(command, in: &text)
        ManualPage.synopsis(command, in: &text)
        text.macro("Sh DESCRIPTION")
        text.paragraphs(
            command.abstract + (command.discussion.isEmpty ? "" : "\n\n" + command.discussion))
        if isRoot { ManualPage.subcommands(command, in: &text) }
        ManualPage.arguments(command, in: &text)
        if isRoot {
            ManualPage.surroundings(in: &text)
            ManualPage.exitStatuses(in: &text)
        } else {
            text.macro("Sh EXIT STATUS")
            text.paragraphs("0 where all is done.")
            text.macro("Xr \(ManualPage.name(of: "pipeline")) 1")
            text.paragraphs("lists the others.")
        }
        text.macro("Sh SEE ALSO")
        let shown = (isRoot ? others : ["pipeline"]).map(ManualPage.name(of:)).sorted()
        for (index, other) in shown.enumerated() {
            text.macro("Xr \(other) 1\(index < shown.count - 1 ? " ," : "")")
        }
        self.text = text.lines.joined(separator: "\n") + "\n"
    }

    private static func name(of command: String) -> String {
        command.split(separator: " ").joined(separator: "-")
    }

    private static func head(_ command: CommandDescription, in text: inout ManualText) {
        let name = name(of: command.name)
        text.comment("Written by `pipeline manual`; not edited.")
        text.macro("Dd \(date)")
        text.macro("Dt \(name.uppercased()) 1")
        text.macro("Os pipeline \(Software.version)")
        text.macro("Sh NAME")
        text.macro("Nm \(name)")
        // A line, and no sentence.
        let line =
            command.abstract.hasSuffix(".") ? command.abstract.dropLast() : command.abstract[...]
        text.macro("Nd \(ManualText.argument(String(line)))")
    }

    /// The day of the release as mdoc wants it: `November 22, 2026`.
    private static var date: String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ]
        let parts = Software.released.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, months.indices.contains(parts[1] - 1) else {
            return Software.released
        }
        return "\(months[parts[1] - 1]) \(parts[2]), \(parts[0])"
    }

    private static func synopsis(_ command: CommandDescription, in text: inout ManualText) {
        text.macro("Sh SYNOPSIS")
        text.macro("Nm \(command.name)")
        if !command.subcommands.isEmpty {
            text.macro("Ar subcommand")
            text.macro("Op Ar argument ...")
            return
        }
        for argument in command.arguments where !isEverywhere(argument) {
            let form =
                form(argument, name: argument.names.last) + (argument.isRepeating ? " ..." : "")
            text.macro(argument.isOptional ? "Op \(form)" : form)
        }
    }

    /// Whether every command has it.
    private static func isEverywhere(_ argument: ArgumentDescription) -> Bool {
        argument.names.contains("--help") || argument.names.contains("--version")
    }

    /// An argument as macros: `Fl Fl set Ar value`.
    private static func form(_ argument: ArgumentDescription, name: String?) -> String {
        let value = "Ar \(ManualText.argument(argument.valueName))"
        guard argument.kind != .positional, let name else { return value }
        let bare = String(name.drop { $0 == "-" })
        let flag = (name.hasPrefix("--") ? "Fl Fl " : "Fl ") + ManualText.argument(bare)
        return argument.kind == .flag ? flag : "\(flag) \(value)"
    }

    private static func arguments(_ command: CommandDescription, in text: inout ManualText) {
        guard !command.arguments.isEmpty else { return }
        text.macro("Sh OPTIONS")
        text.macro("Bl -tag -width Ds")
        for argument in command.arguments {
            let names: [String?] = argument.names.isEmpty ? [nil] : argument.names
            text.macro(
                "It " + names.map { form(argument, name: $0) }.joined(separator: " , "))
            var words = argument.abstract
            if let value = argument.defaultValue, !words.contains("Default:") {
                words += " Default: \(value)."
            }
            text.paragraphs(words)
        }
        text.macro("El")
    }

    private static func subcommands(_ command: CommandDescription, in text: inout ManualText) {
        text.macro("Sh SUBCOMMANDS")
        text.macro("Bl -tag -width Ds")
        for subcommand in command.subcommands {
            text.macro("It Xr \(name(of: subcommand.name)) 1")
            text.paragraphs(subcommand.abstract)
        }
        text.macro("El")
    }

    private static func surroundings(in text: inout ManualText) {
        text.macro("Sh ENVIRONMENT")
        text.paragraphs(
            "No value of a run is read from the environment. Keys of servers are read from the variables "
                + "that manifests name.")
        text.macro("Bl -tag -width Ds")
        for (name, meaning) in [
            ("NO_COLOR", "Nothing is coloured."), ("CLICOLOR_FORCE", "Everything is coloured."),
        ] {
            text.macro("It Ev \(name)")
            text.paragraphs(meaning)
        }
        text.macro("El")
        text.macro("Sh FILES")
        text.macro("Bl -tag -width Ds")
        text.macro("It Pa .pipeline/")
        text.paragraphs(
            "The workspace, beside the manifest's repository: what stages published, runs and caches."
        )
        text.macro("El")
    }

    private static func exitStatuses(in text: inout ManualText) {
        text.macro("Sh EXIT STATUS")
        text.macro("Bl -tag -width Ds")
        text.macro("It 0")
        text.paragraphs("All is done.")
        for code in Fault.Code.allCases {
            text.macro("It \(code.exitStatus)")
            text.paragraphs("\(code.meaning.prefix(1).uppercased())\(code.meaning.dropFirst()).")
        }
        text.macro("El")
    }
}
