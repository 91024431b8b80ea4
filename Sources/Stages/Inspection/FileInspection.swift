import Engine
import Ingest
public import Records

/// What lies at a path, for people and for scripts.
public struct FileInspection: Sendable {
    /// Lines of text; control characters of the file are escaped.
    public let text: String
    /// The same facts as one object; `Ingest.Inspection` says what its members are.
    public let json: JSONValue
    /// Why an ingest would refuse it.
    public let refusal: Fault?

    /// Looks at a file or folder.
    ///
    /// - Parameters:
    ///   - path: a file or a folder; links are followed.
    ///   - rows: how many first rows to show.
    /// - Throws: a `Fault` where nothing lies there, or it cannot be opened.
    public init(_ path: String, rows: Int) throws(Fault) {
        let inspection = try Inspector.inspect(path, rows: rows)
        text = InspectionText(inspection).text
        json = inspection.json
        refusal = inspection.fault
    }
}
