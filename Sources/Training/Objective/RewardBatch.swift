/// The responses of a rollout batch with their groups: the pieces that the estimators are made of.
struct RewardBatch {
    let responses: [ScoredResponse]
    /// The places of each group's responses; groups in the order of their first response.
    let groups: [[Int]]

    init(_ responses: [ScoredResponse]) {
        self.responses = responses
        var places: [Int: Int] = [:]
        var groups: [[Int]] = []
        for (index, response) in responses.enumerated() {
            if let place = places[response.group] {
                groups[place].append(index)
            } else {
                places[response.group] = groups.count
                groups.append([index])
            }
        }
        self.groups = groups
    }

    /// A value a response, computed from the scores of its group.
    func grouped(_ values: (RewardGroup) -> [Double]) -> [Double] {
        grouped(responses.map(\.score), values)
    }

    private func grouped(
        _ rewards: [Double], _ values: (RewardGroup) -> [Double]
    ) -> [Double] {
        var result = Array(repeating: 0.0, count: responses.count)
        for members in groups {
            let own = values(RewardGroup(members.map { rewards[$0] }))
            for (member, value) in zip(members, own) { result[member] = value }
        }
        return result
    }

    /// Each response's value on all of its tokens, 0 for one that no reward applies to.
    func spread(_ values: [Double]) -> [[Double]] {
        zip(responses, values).map { Array(repeating: $1.isNaN ? 0 : $1, count: $0.tokenCount) }
    }

    func centredByLength() -> [Double] {
        var result = Array(repeating: 0.0, count: responses.count)
        for members in groups {
            let group = RewardGroup(members.map { responses[$0].score })
            let own = group.centredByLength(members.map { responses[$0].tokenCount })
            for (member, value) in zip(members, own) { result[member] = value }
        }
        return result
    }

    func centredByBatchDeviation(epsilon: Double) -> [Double] {
        let deviation = Spread(responses.map(\.score)).deviation
        return grouped { $0.centred() }.map { $0 / (deviation + epsilon) }
    }

    /// `values` divided by their own deviation over the batch.
    func scaled(_ values: [Double], epsilon: Double) -> [Double] {
        let deviation = Spread(values).deviation
        return values.map { $0 / (deviation + epsilon) }
    }

    /// `values` less their mean over the batch, divided by their deviation.
    func restandardised(_ values: [Double], epsilon: Double) -> [Double] {
        RewardGroup(values).standardised(epsilon: epsilon)
    }

    /// The weighted sum of the components, each standardised in its group; NaN where none applies.
    func decoupled(epsilon: Double) -> [Double] {
        var sums = Array(repeating: 0.0, count: responses.count)
        for component in 0..<(responses.map(\.components.count).min() ?? 0) {
            let values = grouped(responses.map { $0.components[component] }) {
                $0.standardised(epsilon: epsilon)
            }
            for index in sums.indices {
                sums[index] += responses[index].weights[component] * values[index]
            }
        }
        for index in sums.indices where responses[index].components.allSatisfy(\.isNaN) {
            sums[index] = .nan
        }
        return sums
    }

    /// The discounted sum of each token's reward and all that follow.
    func returns(discount: Double) -> [[Double]] {
        responses.map { RewardBatch.returns(of: $0.tokenRewards, discount: discount) }
    }

    /// Returns with the group's mean reward taken off the reward, not off the penalties.
    func returnsOverBaseline(discount: Double) -> [[Double]] {
        let totals = grouped(responses.map(\.total)) { $0.centred() }
        return zip(responses, totals).map { response, total in
            var centred = response
            centred.total = total
            return RewardBatch.returns(of: centred.tokenRewards, discount: discount)
        }
    }

    private static func returns(of rewards: [Double], discount: Double) -> [Double] {
        var returns = rewards
        for index in rewards.indices.dropLast().reversed() {
            returns[index] += discount * returns[index + 1]
        }
        return returns
    }
}
