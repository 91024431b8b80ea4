public import Records

/// Whatever answers questions: the embedded model, an endpoint, a file of recorded rollouts.
///
/// A policy is made for a list of questions (`DrawPrompt`s); a request names one of them by its
/// place. The same request must give the same response wherever and with whatever it is drawn, as
/// far as the policy can promise that: draws are told apart by their seeds, never by their order.
public protocol Policy: Sendable {
    /// Requests that one call of `draw` takes at most.
    var requestLimit: Int { get }
    /// Calls of `draw` that are worth having under way at once. A policy may hold calls back by
    /// itself where fewer are.
    var callLimit: Int { get }

    /// Draws responses.
    ///
    /// - Returns: an outcome for each draw of each request, in any order, each once.
    /// - Throws: a `Fault` only where nothing further can be drawn (cancelled, refused for good): a
    ///   draw that fails is an outcome.
    func draw(_ requests: [DrawRequest]) async throws(Fault) -> [DrawOutcome]
}
