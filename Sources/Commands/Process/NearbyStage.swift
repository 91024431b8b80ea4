import Engine
import Manifests
import Records

/// What was most likely meant by a word that is no file, artifact or question: a stage of a run.
enum NearbyStage {
    /// So many stages are named.
    private static let mostNamed = 12

    /// What to say of a run that is named by itself, and of `run/stage` where one of the two is not
    /// there; nothing if no run is near.
    ///
    /// - Throws: a `Fault` where the workspace cannot be read.
    static func fault(for text: String, in workspace: Workspace) throws(Fault) -> Fault? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            .map { String($0) }
        guard let name = parts.first, parts.count <= 2 else { return nil }
        let runs = try RunFolder.all(in: workspace).map(\.name)
        let exact = runs.first { $0.utf8.elementsEqual(name.utf8) }
        guard let run = exact ?? Wording.nearest(to: name, among: runs),
            let stages = try RunRecord.read(in: workspace.run(run))?.stages.map(\.name)
        else { return nil }
        let known = "its stages are " + named(stages.map { "\(run)/\($0)" })
        guard parts.count == 2 else {
            return Fault(
                .noInput,
                exact == nil
                    ? "`\(text)` is nothing that is there"
                    : "`\(text)` is a run, not a stage of one",
                remedy: exact == nil
                    ? "did you mean a stage of the run `\(run)`? \(known)"
                    : "\(known); `pipeline status \(ShellWord.quoted(run))` tells how it stands")
        }
        let stage =
            stages.first { $0.utf8.elementsEqual(parts[1].utf8) }
            ?? Wording.nearest(to: parts[1], among: stages)
        return Fault(
            .noInput,
            exact == nil
                ? "there is no run `\(name)` in \(workspace.root)"
                : "the run `\(run)` has no stage `\(parts[1])`",
            remedy: stage.map { "did you mean `\(run)/\($0)`?" } ?? known)
    }

    private static func named(_ names: [String]) -> String {
        names.prefix(mostNamed).map { "`\($0)`" }.joined(separator: ", ")
            + (names.count > mostNamed ? ", …" : "")
    }
}
