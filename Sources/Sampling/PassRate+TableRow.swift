public import Records

extension PassRate: TableRow {
    /// The pass rate as a row.
    public var json: JSONValue {
        .object([
            .init("question", .string(question)),
            .init("source", .string(source)),
            .init("capability", capability.map { .string($0.rawValue) } ?? .null),
            .init("picture", picture.map { .string($0) } ?? .null),
            .init("right", .integer(counts.right)),
            .init("draws", .integer(draws)),
            .init("no_answer_found", .integer(counts.noAnswerFound)),
            .init("truncated", .integer(counts.truncated)),
            .init("right_but_format", .integer(counts.rightButFormat)),
            .init("not_gradable", .integer(counts.notGradable)),
            .init("missing", .integer(counts.missing)),
            .init("alpha", .real(alpha)),
            .init("beta", .real(beta)),
            .init("posterior_mean", .real(estimate.mean)),
            .init("low", .real(estimate.low)),
            .init("high", .real(estimate.high)),
            .init("wilson_low", wilson.map { .real($0.low) } ?? .null),
            .init("wilson_high", wilson.map { .real($0.high) } ?? .null),
            .init("p_easy", .real(estimate.easy)),
            .init("p_medium", .real(estimate.medium)),
            .init("p_hard", .real(estimate.hard)),
            .init("p_mixed", .real(estimate.mixed)),
            .init("reward_variance", .real(estimate.rewardVariance)),
            .init("constant_rewards", .array(constantRewards.map { .string($0) })),
            .init("blind_right", .integer(blind.right)),
            .init("blind_draws", .integer(blind.draws)),
            .init("described_right", .integer(described.right)),
            .init("described_draws", .integer(described.draws)),
            .init("p_shortcut", shortcutProbability.map { .real($0) } ?? .null),
            .init("shortcut", .bool(isShortcut)),
            .init("difficulty", .string(difficulty.rawValue)),
            .init("reason", .string(reason.rawValue)),
        ])
    }

    /// Rollouts that the grader saw.
    public var draws: Int { counts.decided + counts.notGradable }

    /// A pass rate from a row.
    public init(json: JSONValue) throws(Fault) {
        question = try json.column("question", \.stringValue)
        source = try json.column("source", \.stringValue)
        capability = try json.optionalColumn("capability") {
            $0.stringValue.flatMap { Capability(rawValue: $0) }
        }
        picture = try json.optionalColumn("picture", \.stringValue)
        counts = try VerdictCounts(passRate: json)
        alpha = try json.column("alpha", \.realValue)
        beta = try json.column("beta", \.realValue)
        estimate = try PassRateEstimate(passRate: json)
        let wilsonLow = try json.optionalColumn("wilson_low", \.realValue)
        let wilsonHigh = try json.optionalColumn("wilson_high", \.realValue)
        if let wilsonLow, let wilsonHigh {
            wilson = WilsonInterval(low: wilsonLow, high: wilsonHigh)
        }
        constantRewards = try json.column("constant_rewards", \.strings)
        blind = TrialCounts(
            right: try json.column("blind_right", \.integerValue),
            draws: try json.column("blind_draws", \.integerValue))
        described = TrialCounts(
            right: try json.column("described_right", \.integerValue),
            draws: try json.column("described_draws", \.integerValue))
        shortcutProbability = try json.optionalColumn("p_shortcut", \.realValue)
        isShortcut = try json.column("shortcut", \.boolValue)
        difficulty = try json.column("difficulty") {
            $0.stringValue.flatMap { Difficulty(rawValue: $0) }
        }
        reason = try json.column("reason") {
            $0.stringValue.flatMap { LabelReason(rawValue: $0) }
        }
    }
}

extension VerdictCounts {
    /// The counts of a row of `pass_rates`.
    fileprivate init(passRate json: JSONValue) throws(Fault) {
        let right = try json.column("right", \.integerValue)
        let draws = try json.column("draws", \.integerValue)
        let notGradable = try json.column("not_gradable", \.integerValue)
        let (decided, isTooFew) = draws.subtractingReportingOverflow(notGradable)
        guard right >= 0, notGradable >= 0, !isTooFew, decided >= right else {
            throw Fault(
                .badInput,
                "\(right) right and \(notGradable) not gradable draws are more than \(draws)")
        }
        self.init(
            right: right, notRight: decided - right, notGradable: notGradable,
            missing: try json.column("missing", \.integerValue),
            noAnswerFound: try json.column("no_answer_found", \.integerValue),
            truncated: try json.column("truncated", \.integerValue),
            rightButFormat: try json.column("right_but_format", \.integerValue))
    }
}

extension PassRateEstimate {
    /// The estimate of a row of `pass_rates`.
    fileprivate init(passRate json: JSONValue) throws(Fault) {
        self.init(
            mean: try json.column("posterior_mean", \.realValue),
            low: try json.column("low", \.realValue),
            high: try json.column("high", \.realValue),
            easy: try json.column("p_easy", \.realValue),
            medium: try json.column("p_medium", \.realValue),
            hard: try json.column("p_hard", \.realValue),
            mixed: try json.column("p_mixed", \.realValue),
            rewardVariance: try json.column("reward_variance", \.realValue))
    }
}
