import Engine
import Manifests
import Records
import Rewards
import Storage

/// A reward of the user's, a program or a service, with what its scores depend on.
struct ExternalReward {
    private let settings: ExternalRewardSettings
    private let specification: StageSpecification
    private let root: String
    /// The digests of the program's files.
    let keyMaterial: JSONValue

    /// - Throws: a `Fault`, at its place in the manifest, where a named file cannot be read.
    init(
        _ settings: ExternalRewardSettings, _ specification: StageSpecification,
        _ run: RunSpecification, _ workspace: Workspace
    ) throws(Fault) {
        self.settings = settings
        self.specification = specification
        root = try FileSystem.realPath(run.repositoryRoot)
        var digests: [JSONValue.Member] = []
        // What an argument names is part of the program; what it does not name is not looked for.
        for path in settings.command where !path.isEmpty && !path.utf8.contains(0) {
            let file = path.hasPrefix("/") ? path : "\(root)/\(path)"
            guard path.utf8.contains(UInt8(ascii: "/")) || path.utf8.contains(UInt8(ascii: ".")),
                try FileSystem.status(file)?.kind == .file
            else { continue }
            digests.append(
                .init(path, .string(try workspace.digests.digest(ofFile: file).hex)))
        }
        for (index, path) in settings.files.enumerated() {
            do throws(Fault) {
                let digest = try workspace.digests.digest(ofFile: "\(root)/\(path)")
                digests.append(.init(path, .string(digest.hex)))
            } catch {
                var fault = error
                fault.location = specification.location(of: "reward.external.files.\(index)")
                throw fault
            }
        }
        keyMaterial = .object(digests)
    }

    /// What scores.
    ///
    /// - Throws: a `Fault` where the service's key is not in the environment.
    func scorer(_ context: UnitContext) throws(Fault) -> any BatchScoring {
        LocatedScoring(
            try unlocated(context), at: specification.location(of: "reward.external"))
    }

    private func unlocated(_ context: UnitContext) throws(Fault) -> any BatchScoring {
        guard let url = settings.url else {
            return CommandReward(
                settings: settings, root: root, workFolder: try context.workFolder,
                logPath: context.logPath)
        }
        let service = try JSONService(
            url, keyVariable: settings.keyVariable, timeout: settings.timeout)
        return ServiceReward(service: service, range: settings.least...settings.most)
    }
}
