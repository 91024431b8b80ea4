internal import CYAML

/// The YAML library, with what it says of its version.
public enum YAMLLibrary {
    /// Its version.
    public static var version: String {
        guard let text = unsafe yaml_get_version_string() else { return "unknown" }
        return unsafe String(cString: text)
    }
}
