/// What a unit or a stage published: an immutable folder with a receipt.
///
/// A class, since lists hold many thousands of them: each holds one word then.
public final class Artifact: Sendable {
    /// The folder.
    public let folder: String
    /// Its receipt.
    public let receipt: Receipt

    /// A folder and its receipt.
    public init(folder: String, receipt: Receipt) {
        self.folder = folder
        self.receipt = receipt
    }

    /// The path of a file in it.
    public func path(_ name: String) -> String { "\(folder)/\(name)" }
}
