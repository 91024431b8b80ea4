public import Grading
public import Records
public import Rewards

/// `reward.json`: how responses are scored, for `pipeline score`.
public struct RewardFile: Sendable, Hashable, TableRow {
    /// What is scored.
    public var recipe: RewardRecipe
    /// The grader of answers.
    public var grader: Grader
    /// What gives the answer away in a description that is answered from.
    public var descriptionLeak = DescriptionRule.Leak.markup
    /// The server that scores alignment; nothing where it is not rewarded.
    public var embeddings: EmbeddingServer?

    /// A reward. Without a weight of alignment, a server of embeddings is left out.
    public init(
        _ recipe: RewardRecipe, grader: Grader,
        descriptionLeak: DescriptionRule.Leak = .markup, embeddings: EmbeddingServer? = nil
    ) {
        self.recipe = recipe
        self.grader = grader
        self.descriptionLeak = descriptionLeak
        self.embeddings = recipe.uses(.alignment) ? embeddings : nil
    }

    /// Whether pictures are needed to score a response.
    var needsPictures: Bool { embeddings != nil }

    /// Whether a response, what its label says and what the trainer may hand over are enough to score
    /// a component.
    func canScore(_ component: RewardComponent) -> Bool {
        (TargetFacts.components + TargetFacts.secondPassComponents).contains(component)
            || component == .alignment && embeddings != nil
    }

    /// Whether the policy's answers from descriptions are needed.
    var hasSecondPass: Bool { TargetFacts.secondPassComponents.contains { recipe.uses($0) } }

    /// The reward as an object.
    public var json: JSONValue {
        let weights = RewardComponent.allCases.compactMap { component in
            recipe.weights[component].map { JSONValue.Member(component.rawValue, .real($0)) }
        }
        let (limit, buffer): (Int, Int?) =
            switch recipe.length {
            case .share(let limit): (limit, nil)
            case .overlong(let limit, let buffer): (limit, buffer)
            }
        var tolerance: Double?
        if case .strict(let share) = grader.equivalence { tolerance = share }
        var members: [JSONValue.Member] = [
            .init("weights", .object(weights)),
            .init("length_limit", .integer(limit)),
            .init("length_buffer", buffer.map { .integer($0) } ?? .null),
            .init("keyword_match", .string(recipe.keywordMatch.rawValue)),
            .init("format", .string(grader.format.rawValue)),
            .init("grader", .string(grader.identifier)),
            .init("tolerance", tolerance.map { .real($0) } ?? .null),
            .init("whole_response", .bool(grader.gradesWholeResponse)),
        ]
        if hasSecondPass {
            members.append(.init("description_leak", .string(descriptionLeak.rawValue)))
        }
        if let embeddings { members.append(.init("embeddings", embeddings.json)) }
        return .object(members)
    }

    /// A reward from its object.
    ///
    /// - Throws: a `Fault` that names what is wrong: another version's file is never half understood.
    public init(json: JSONValue) throws(Fault) {
        var weights: [RewardComponent: Double] = [:]
        for member in try json.column("weights", \.objectValue) {
            guard let component = RewardComponent(rawValue: member.name) else {
                throw Fault(.badInput, "there is no part of a reward called `\(member.name)`")
            }
            weights[component] = try json["weights"]?.column(member.name, \.realValue)
        }
        var equivalence = try Equivalence(try json.column("grader", \.stringValue))
        if let tolerance = try json.optionalColumn("tolerance", \.realValue) {
            guard case .strict = equivalence else {
                throw Fault(.badInput, "\(equivalence.identifier) has no tolerance")
            }
            equivalence = .strict(tolerance: tolerance)
        }
        self.init(
            RewardRecipe(
                weights: weights, lengthLimit: try json.column("length_limit", \.integerValue),
                lengthBuffer: try json.optionalColumn("length_buffer", \.integerValue),
                keywordMatch: try json.column("keyword_match") {
                    $0.stringValue.flatMap { KeywordMatch(rawValue: $0) }
                }),
            grader: Grader(
                format: try json.column("format") {
                    $0.stringValue.flatMap { ResponseFormat(rawValue: $0) }
                }, equivalence: equivalence,
                gradesWholeResponse: try json.column("whole_response", \.boolValue)),
            embeddings: try json["embeddings"].map { own throws(Fault) in
                try EmbeddingServer(json: own)
            })
        guard hasSecondPass else { return }
        descriptionLeak = try json.column("description_leak") {
            $0.stringValue.flatMap { DescriptionRule.Leak(rawValue: $0) }
        }
    }
}
