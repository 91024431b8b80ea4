import Manifests
import Rewards

extension EmbeddingServer {
    /// The server that a manifest names.
    init(_ settings: EmbeddingsSettings) {
        self.init(
            url: settings.url, model: settings.model, threshold: settings.threshold,
            keyVariable: settings.keyVariable, timeout: settings.timeout)
    }
}
