import ArgumentParser
import Doctor
import Engine
import Manifests
import Records
import Terminal

/// `pipeline doctor`: what works here.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Shows what works here, and how to get what does not.",
        discussion: """
            It looks at libraries, the machine, the workspace's disk (a file of 4 KiB is written, \
            synced and removed), and which trainers and clusters there are. Trainers and clusters are \
            optional, so what is missing is no error: the status is 0.
            """)

    @Argument(help: "A manifest, whose data and values are checked too.", completion: .file())
    var manifest: String?

    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        if let manifest { try NamedFile.require(manifest, "the manifest") }
        let workspace =
            manifest.map {
                workspaceOption.workspace(of: $0, besides: ManifestLoader.repositoryRoot(of: $0))
            } ?? workspaceOption.nearest()
        var findings = await Findings(for: workspace)
        if let manifest { findings.append(finding(of: manifest)) }
        OutputStream.standardOutput.write(
            json ? findings.json.serialized + "\n" : findings.text)
    }

    private func finding(of manifest: String) -> Finding {
        do throws(ManifestErrors) {
            let run = try ManifestLoader.load(path: manifest)
            return Finding(
                "manifest", manifest,
                "\(Count.of(run.datasets.count, "data set")), \(Count.of(run.stages.count, "stage"))"
            )
        } catch {
            return Finding(
                "manifest", manifest, .notice, Count.of(error.faults.count, "error"),
                remedy: "`pipeline plan \(ShellWord.quoted(manifest))` shows them")
        }
    }
}
