import Records

extension ChildProcess {
    /// The interpreter that has our peers' libraries.
    static func python() throws(Fault) -> String {
        String(decoding: try run(["scripts/python-peers"]).output.dropLast(), as: UTF8.self)
    }
}
