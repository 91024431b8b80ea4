import ArgumentParser
import Records
import Storage

/// A command as the argument parser describes it to others.
struct CommandDescription {
    /// The words that call it, as `pipeline run`.
    var name: String
    var abstract: String
    var discussion: String
    /// Without those that help does not show.
    var arguments: [ArgumentDescription]
    /// Without those that help does not show.
    var subcommands: [CommandDescription]

    /// The whole command line.
    ///
    /// - Throws: a `Fault` where the argument parser's description is not as it was in the version that
    ///   `Package.swift` names.
    static func root() throws(Fault) -> CommandDescription {
        let json = try JSONReader.parse(
            Array(PipelineCommand._dumpHelp().utf8), file: "--experimental-dump-help")
        guard let command = json["command"] else { throw unknown("no `command`") }
        return try CommandDescription(command, in: nil)
    }

    private init(_ json: JSONValue, in parent: String?) throws(Fault) {
        guard let word = json["commandName"]?.stringValue else {
            throw CommandDescription.unknown("a command without `commandName`")
        }
        name = parent.map { "\($0) \(word)" } ?? word
        abstract = json["abstract"]?.stringValue ?? ""
        discussion = json["discussion"]?.stringValue ?? ""
        arguments = []
        for argument in json["arguments"]?.arrayValue ?? []
        where argument["shouldDisplay"]?.boolValue == true {
            arguments.append(try ArgumentDescription(argument))
        }
        subcommands = []
        // `help` is the parser's own and has no page.
        for command in json["subcommands"]?.arrayValue ?? []
        where command["shouldDisplay"]?.boolValue == true
            && command["commandName"]?.stringValue != "help"
        {
            subcommands.append(try CommandDescription(command, in: name))
        }
    }

    static func unknown(_ what: String) -> Fault {
        Fault(.internalError, "the argument parser describes commands in an unknown way: \(what)")
    }
}
