import ArgumentParser
import Engine
import Records
import Storage

/// `pipeline manual`: man pages, which are written when the tool is installed. Hidden: packagers use it.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Writes the man pages, one a subcommand, into a folder.", shouldDisplay: false)

    @Argument(help: "The folder, which need not exist.", completion: .directory)
    var folder: String

    func run() throws {
        let root = try CommandDescription.root()
        try FileSystem.createFolder(folder)
        for page in ManualPage.all(of: root) {
            try FileSystem.write(Array(page.text.utf8), to: "\(folder)/\(page.name).1")
        }
    }
}
