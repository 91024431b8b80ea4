import Model

extension StageFactory {
    /// Libraries that the result depends on, with what they say of themselves; for receipts.
    public static var software: [String: String] { ["openblas": LinearAlgebra.description] }
}
