import ArgumentParser
import Engine
import Manifests

/// Where a run runs.
struct PlaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where units run: local (this machine), slurm or ray. Default: what the manifest says.",
            valueName: "place"))
    var executor: ExecutorSettings.Kind?

    @Flag(help: "Let a job of the cluster drive the run, and return at once.")
    var detach = false

    /// What the run was begun with, with the place that is asked for now.
    func applied(to overrides: [RunOrigin.Override]) -> [RunOrigin.Override] {
        guard let executor else { return overrides }
        let path = "executor.kind"
        return overrides.filter { $0.path != path } + [.init(path: path, value: executor.rawValue)]
    }
}
