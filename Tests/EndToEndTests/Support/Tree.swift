import Engine
import Records
import Storage

/// What lies under a folder.
enum Tree {
    /// The paths of all files, relative and sorted; links are not followed.
    static func files(under root: String, _ prefix: String = "") -> [String] {
        var result: [String] = []
        let folder = prefix.isEmpty ? root : "\(root)/\(prefix)"
        for name in (try? FileSystem.list(folder)) ?? [] {
            let relative = prefix.isEmpty ? name : "\(prefix)/\(name)"
            if (try? FileSystem.linkStatus("\(root)/\(relative)"))?.kind == .folder {
                result += files(under: root, relative)
            } else {
                result.append(relative)
            }
        }
        return result
    }

    /// The paths of all folders, relative; links are not followed.
    static func folders(under root: String, _ prefix: String = "") -> [String] {
        var result: [String] = []
        let folder = prefix.isEmpty ? root : "\(root)/\(prefix)"
        for name in (try? FileSystem.list(folder)) ?? [] {
            let relative = prefix.isEmpty ? name : "\(prefix)/\(name)"
            guard (try? FileSystem.linkStatus("\(root)/\(relative)"))?.kind == .folder else {
                continue
            }
            result.append(relative)
            result += folders(under: root, relative)
        }
        return result
    }
}
