public import Engine
public import Manifests
public import Records

/// Binds what a manifest says to the modules that do it.
public enum StageFactory {
    /// The stages of a run, enabled ones only, in the order of the manifest.
    ///
    /// - Throws: a `Fault` if a stage cannot be made.
    public static func stages(
        for run: RunSpecification, workspace: Workspace
    ) throws(Fault) -> [any Stage] { [] }
}
