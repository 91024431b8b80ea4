import Records

extension TrainerSettings {
    /// Responses of an update.
    var updateResponses: Int { updateBatch * group }

    /// Updates that go with a rollout batch.
    var updatesPerBatch: Int { max(1, rolloutBatch / max(1, updateBatch)) }

    /// The fewest and most pixels of a picture; nothing for what the model's processor says.
    var pixels: ClosedRange<Int>? {
        get {
            guard let least = leastPixels, let most = mostPixels, least <= most else { return nil }
            return least...most
        }
        set { (leastPixels, mostPixels) = (newValue?.lowerBound, newValue?.upperBound) }
    }
}
