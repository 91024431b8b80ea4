import Records

/// What a unit or a stage published: an immutable folder with a receipt.
///
/// A class, since lists hold many thousands of them: each holds one word then.
public final class Artifact: Sendable {
    /// The folder, or the one that it lies in.
    private let place: String
    private let isNamedByKey: Bool
    /// Its receipt.
    public let receipt: Receipt

    /// The folder.
    public var folder: String { isNamedByKey ? "\(place)/\(receipt.key.hex)" : place }

    /// A folder and its receipt.
    public init(folder: String, receipt: Receipt) {
        place = folder
        isNamedByKey = false
        self.receipt = receipt
    }

    /// A folder that is named by the receipt's key, in another one, whose text many share.
    init(in parent: String, _ receipt: Receipt) {
        place = parent
        isNamedByKey = true
        self.receipt = receipt
    }

    /// The path of a file in it.
    public func path(_ name: String) -> String { "\(folder)/\(name)" }
}
