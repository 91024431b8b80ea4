import Records

extension ChildProcess {
    /// The interpreter that has our peers' libraries.
    ///
    /// - Parameter set: those that do not go with the others, by the name of their set.
    static func python(_ set: String? = nil) throws(Fault) -> String {
        let command = ["scripts/python-peers"] + [set].compactMap(\.self)
        return String(decoding: try run(command).output.dropLast(), as: UTF8.self)
    }
}
