/// When a response mentions a keyword.
public enum KeywordMatch: String, Sendable, Hashable, CaseIterable {
    /// Its words stand side by side in the description.
    case words
    /// Its letters stand anywhere in the response, whatever their case: PeBR-R1's released code
    /// (`pebr_1.py`), for which `scarlet` mentions `car` and the reasoning counts as well.
    case substring
}
