import Glibc

/// The shared data that some tests read: `PIPELINE_TEST_DATA`, or `../shared/data` beside the
/// package.
enum TestData {
    static let root: String? = {
        if let path = getenv("PIPELINE_TEST_DATA") { return String(cString: path) }
        let parts = #filePath.split(separator: "/").dropLast(5)
        return "/" + (parts + ["shared", "data"]).joined(separator: "/")
    }()

    /// A folder of the shared data, or nothing, said aloud.
    static func folder(_ name: String) -> String? {
        if let root, access(root + "/" + name, R_OK) == 0 { return root + "/" + name }
        print("SKIPPED: no test data `\(name)`; set PIPELINE_TEST_DATA to its folder")
        return nil
    }

    static func read(_ path: String) throws -> [UInt8] {
        struct Unreadable: Error {}
        guard let file = fopen(path, "r") else { throw Unreadable() }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// The names in a folder, sorted by their bytes.
    static func names(_ folder: String) throws -> [String] {
        struct Unreadable: Error {}
        guard let stream = opendir(folder) else { throw Unreadable() }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
