/// What becomes of groups whose responses all have the same reward: they have no advantage.
public enum ConstantGroups: String, Sendable, Hashable, CaseIterable {
    /// They stay in the batch: their tokens count in averages, and the KL term still sees them.
    case keep
    /// They leave the batch.
    case skip
    /// They leave the batch and further questions are asked in their place (DAPO's dynamic sampling,
    /// arXiv 2503.14476).
    case refill
}
