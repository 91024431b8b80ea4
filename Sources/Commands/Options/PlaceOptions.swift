import ArgumentParser
import Manifests

/// Where a run runs.
struct PlaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where units run: local (this machine) or slurm. Default: what the manifest says.",
            valueName: "place"))
    var executor: ExecutorSettings.Kind?

    @Flag(help: "Let a job of the cluster drive the run, and return at once.")
    var detach = false
}
