/// A piece of a prompt template.
indirect enum PromptNode: Sendable, Hashable {
    /// What a place shows.
    enum Subject: Sendable, Hashable {
        case value(PromptValue)
        /// The option of the loop that the place is in.
        case choice
        /// The number of that option, from 1.
        case number
    }

    /// What is done to it, in order.
    enum Filter: String, Sendable, Hashable, CaseIterable {
        /// Without white space at its ends.
        case trim
        /// A number as a letter: 1 is A.
        case letter
    }

    case text(String)
    case place(Subject, [Filter])
    /// The first nodes if the value is not empty, otherwise the second.
    case condition(PromptValue, [PromptNode], [PromptNode])
    /// The nodes once for each option.
    case loop([PromptNode])

    func uses(_ wanted: PromptValue) -> Bool {
        switch self {
        case .text: false
        case .place(let subject, _): subject == .value(wanted)
        case .condition(_, let first, let second):
            first.contains { $0.uses(wanted) } || second.contains { $0.uses(wanted) }
        case .loop(let nodes): wanted == .choices || nodes.contains { $0.uses(wanted) }
        }
    }
}
