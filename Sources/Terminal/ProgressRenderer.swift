public import Engine

/// A listener that shows a run to a person, from its events alone.
public protocol ProgressRenderer: EventListener {
    /// Shows what is still to be shown, takes away what is not to stay, and shows no more.
    func close()
}
