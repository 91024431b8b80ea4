import Manifests
import Records

extension RunSpecification {
    /// A path that a field of the manifest gives: seen from the manifest's folder, or, from the command
    /// line, from where the user stands.
    func path(_ path: String, givenAt field: String) -> String {
        self.path(path, at: locations[field])
    }

    /// A path that was given at a place: seen from the manifest's folder if it stands there, or else from
    /// where the user stands.
    func path(_ path: String, at location: SourceLocation?) -> String {
        guard !path.hasPrefix("/"), location?.file == manifestPath,
            let slash = manifestPath.lastIndex(of: "/")
        else { return path }
        return manifestPath[..<slash] + "/" + path
    }
}
