import Engine
import HTTP
import Images
import Manifests
import Model
import Storage

/// The libraries that are loaded.
enum LibraryFindings {
    /// Each with the version it tells, or with its file.
    static func all() -> [Finding] {
        var findings = [
            Finding("libraries", "pipeline", BuildIdentity.current.description),
            Finding("libraries", "OpenBLAS", "\(LinearAlgebra.description); on one thread"),
        ]
        let versions =
            StorageLibraries.versions + ImageLibraries.versions
            + [("libyaml", YAMLLibrary.version)]
        for (name, version) in versions { findings.append(Finding("libraries", name, version)) }
        if let version = HTTPLibrary.version {
            findings.append(Finding("libraries", "libcurl", version))
        } else {
            findings.append(
                Finding(
                    "libraries", "libcurl", .missing, "endpoints cannot be asked",
                    remedy: "install the Debian package `libcurl4`"))
        }
        // These tell their version only by their file's name.
        for name in ["libjpeg", "libpng", "libsimdjson", "libsnappy"] {
            if let file = LoadedLibraries.file(name) {
                findings.append(Finding("libraries", name, file))
            }
        }
        return findings
    }
}
