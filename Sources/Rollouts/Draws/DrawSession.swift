public import Records

/// Draws the responses to many questions from a policy, wave by wave, and keeps them in a journal as
/// they come.
///
/// What comes of it depends on the plan, the rule and the policy's responses alone: not on the order
/// of answers, the number of calls under way or on kills in between.
public struct DrawSession {
    /// The policy.
    public let policy: any Policy
    /// How many draws there are to be.
    public let plan: DrawPlan
    private let judge: (DrawOutcome) -> Verdict?
    private let rule: (VerdictCounts) -> DrawGroup.End?
    private let budget: DrawBudget?

    /// A session.
    ///
    /// - Parameters:
    ///   - policy: who is asked.
    ///   - plan: how many draws questions get, and in which portions.
    ///   - judge: the verdict on a draw, by which the rule steers; nothing for one that never came.
    ///   - rule: why a question with these verdicts needs no further draws; nothing if it does.
    ///   - budget: further draws, after those of the plan.
    public init(
        _ policy: any Policy, plan: DrawPlan,
        judge: @escaping (DrawOutcome) -> Verdict? = { _ in nil },
        rule: @escaping (VerdictCounts) -> DrawGroup.End? = { _ in nil },
        budget: DrawBudget? = nil
    ) {
        self.budget = budget
        self.policy = policy
        self.plan = plan
        self.judge = judge
        self.rule = rule
    }

    /// How a call of the policy, or a second of waiting, ended.
    private struct Step: Sendable {
        var requests: [DrawRequest] = []
        /// Nothing if only time has passed.
        var result: Result<[DrawOutcome], Fault>?
    }

    /// Draws until every question has what it needs.
    ///
    /// - Parameters:
    ///   - promptCount: how many questions the policy was made for.
    ///   - journal: where responses are kept; those that are there are not drawn again.
    ///   - progress: called with the number of questions that are through their waves.
    /// - Returns: a group for each question, in their order.
    /// - Throws: what the policy throws, and a `Fault` where the journal cannot be written. What was
    ///   drawn until then is in the journal.
    public func run(
        promptCount: Int, journal: DrawJournal? = nil, progress: (_ done: Int) -> Void = { _ in }
    ) async throws(Fault) -> [DrawnGroup] {
        var queue = DrawQueue(
            promptCount: promptCount, plan: plan, recorded: journal?.takeRecorded() ?? [],
            judge: judge, rule: rule, budget: budget)
        progress(queue.doneCount)
        var failure: Fault?
        await withTaskGroup(of: Step.self) { group in
            var underWay = 0
            var isTimed = false
            while true {
                if failure == nil {
                    underWay += launch(&queue, underWay: underWay, in: &group)
                }
                guard underWay > 0, let step = await group.next() else { break }
                if step.result == nil { isTimed = false } else { underWay -= 1 }
                do throws(Fault) {
                    try take(step, &queue, journal)
                    progress(queue.doneCount)
                } catch {
                    failure = failure ?? error
                    group.cancelAll()
                }
                if journal?.hasUnsynced == true, !isTimed, failure == nil {
                    isTimed = true
                    group.addTask { await DrawSession.second() }
                }
            }
            group.cancelAll()
        }
        do throws(Fault) {
            try journal?.sync()
        } catch {
            failure = failure ?? error
        }
        if let failure { throw failure }
        if Task.isCancelled, !queue.isDone {
            throw Fault(.interrupted, "drawing was stopped")
        }
        return queue.groups()
    }

    /// Starts as many calls as there is work for. Calls are full, except where nothing that is under
    /// way could fill them.
    private func launch(
        _ queue: inout DrawQueue, underWay: Int, in group: inout TaskGroup<Step>
    ) -> Int {
        var started = 0
        while underWay + started < max(1, policy.callLimit), !Task.isCancelled {
            let isIdle = underWay + started == 0
            guard queue.readyCount >= (isIdle ? 1 : max(1, policy.requestLimit)) else { break }
            let requests = queue.next(max(1, policy.requestLimit))
            let policy = policy
            group.addTask { await DrawSession.call(policy, requests) }
            started += 1
        }
        return started
    }

    private func take(
        _ step: Step, _ queue: inout DrawQueue, _ journal: DrawJournal?
    ) throws(Fault) {
        guard let result = step.result else {
            try journal?.sync()
            return
        }
        let outcomes = try result.get()
        try journal?.append(outcomes)
        try queue.take(outcomes, of: step.requests)
    }

    private static func call(_ policy: any Policy, _ requests: [DrawRequest]) async -> Step {
        do throws(Fault) {
            return Step(requests: requests, result: .success(try await policy.draw(requests)))
        } catch {
            return Step(requests: requests, result: .failure(error))
        }
    }

    /// Waits as long as a response may wait for the disk.
    private static func second() async -> Step {
        try? await Task.sleep(for: DrawJournal.unsyncedTime)
        return Step()
    }
}
