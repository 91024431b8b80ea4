import Engine
import Glibc
import HTTP
import Manifests
import Records
import Rewards
import Storage

/// A reward of the user's, a program or a service, with what its scores depend on.
struct ExternalReward {
    private let settings: ExternalRewardSettings
    private let location: SourceLocation
    private let root: String
    private let files: RewardFiles
    private let keyLocation: SourceLocation

    /// - Throws: a `Fault`, at its place in the manifest, where the program or a file of it is not
    ///   there.
    init(
        _ settings: ExternalRewardSettings, _ specification: StageSpecification,
        _ run: RunSpecification, _ workspace: Workspace
    ) throws(Fault) {
        self.settings = settings
        location = specification.location(of: "reward.external")
        root = try FileSystem.realPath(run.repositoryRoot)
        files = try RewardFiles(
            settings, specification, root: root, environment: settings.environmentValues,
            digests: workspace.digests)
        keyLocation = specification.location(of: "reward.external.api_key")
    }

    /// Makes sure that the service's key is in the environment.
    func prepare() throws(Fault) {
        guard let url = settings.url else { return }
        try APIKey.check(settings.keyVariable, for: url, at: keyLocation)
    }

    /// The digests of the program's files; nothing for a service.
    var content: JSONValue { settings.url == nil ? files.content : .null }

    /// What scores.
    ///
    /// - Throws: a `Fault` where the program was changed since the run began, or the service's key is
    ///   not in the environment.
    func scorer(_ context: UnitContext) throws(Fault) -> any BatchScoring {
        let scorer = try Fault.located(at: location) { () throws(Fault) in
            try unlocated(context)
        }
        return LocatedScoring(scorer, at: location)
    }

    private func unlocated(_ context: UnitContext) throws(Fault) -> any BatchScoring {
        let pictures =
            settings.pictures
            ? RewardPictures(shardFolder: try context.inputs.one("questions").path("shards")) : nil
        guard let url = settings.url else {
            try files.check()
            // The program works elsewhere.
            let workFolder = try FileSystem.realPath(try context.workFolder)
            return CommandReward(
                CommandReward.Settings(settings), root: root, workFolder: workFolder,
                logPath: context.logPath, pictures: pictures
            ) { [files] () throws(Fault) in try files.check() }
        }
        let service = try JSONService(
            url, keyVariable: settings.keyVariable, timeout: settings.timeout)
        return ServiceReward(
            service, range: settings.least...settings.most, pictures: pictures)
    }
}

extension ExternalRewardSettings {
    /// The program's environment, each `NAME=value`.
    var environmentValues: [String] {
        (CommandSettings.standardEnvironment + environment).compactMap { name in
            getenv(name).map { "\(name)=\(String(cString: $0))" }
        }
    }
}

extension CommandReward.Settings {
    /// What the manifest says of the program.
    init(_ settings: ExternalRewardSettings) {
        self.init(
            command: settings.command, name: CommandRun.shown(settings.command),
            environment: settings.environmentValues, timeout: settings.timeout,
            range: settings.least...settings.most)
    }
}
