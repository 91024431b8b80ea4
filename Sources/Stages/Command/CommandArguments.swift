import Engine
import Manifests
import Records

/// What placeholders stand for in one unit, and the command line that they make.
struct CommandArguments {
    /// The values, by placeholder: paths as the program sees them.
    var values: [String: [String]] = [:]

    /// The command line: the arguments as they are, or a shell with its text.
    ///
    /// - Throws: a `Fault` at its place, if a list of files stands inside an argument.
    func commandLine(
        _ settings: CommandSettings, _ specification: StageSpecification
    ) throws(Fault) -> [String] {
        if let shell = settings.shell {
            let text = shell.parts.map { part in
                switch part {
                case .text(let text): text
                case .placeholder(let name):
                    (values[name] ?? []).map(ShellWord.quoted).joined(separator: " ")
                }
            }
            // A command that fails ends the text, as one would expect of a list of steps.
            return ["/bin/sh", "-e", "-c", text.joined()]
        }
        var result: [String] = []
        for (index, template) in settings.arguments.enumerated() {
            if template.parts.count == 1, let name = template.placeholders.first {
                result += values[name] ?? []
                continue
            }
            result.append(try text(template, specification, "run.\(index)"))
        }
        return result
    }

    private func text(
        _ template: CommandTemplate, _ specification: StageSpecification, _ field: String
    ) throws(Fault) -> String {
        var result = ""
        for part in template.parts {
            switch part {
            case .text(let text): result += text
            case .placeholder(let name):
                let values = values[name] ?? []
                guard let value = values.first, values.count == 1 else {
                    throw Fault(
                        .badInput,
                        "`{\(name)}` stands for \(values.count) files, and for one inside of "
                            + "`\(template)`",
                        remedy: "make it an argument of its own, or write `{\(name).list}`, a file "
                            + "that lists them", location: specification.location(of: field))
                }
                result += value
            }
        }
        return result
    }
}
