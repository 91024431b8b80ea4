import Engine
import Grading
import Manifests
import Records
import Rollouts
import Sampling
import Storage

/// A unit of a rollout stage: some questions, all passes.
struct RolloutUnit {
    let settings: RolloutSettings
    let grader: Grader
    let source: any PolicySource
    let context: UnitContext
    /// The unit's part of the stage's budget.
    var budget = 0

    /// Draws what is wanted of some questions, and writes it into the unit's folder.
    ///
    /// - Parameter asked: how many of the questions are asked.
    func run(_ questions: [Question], asked: Int) async throws(Fault) -> UnitOutcome {
        let answering = try source.sort(questions, asked: asked)
        let usable = answering.usable
        var tables = RolloutTables()
        let answers = try await draw(usable, .answer, plan: settings.drawPlan, nil, &tables)
        for pass in settings.passes {
            let plan = DrawPlan(wanted: pass.draws, waves: [8])
            switch pass.kind {
            case .blind: _ = try await draw(usable, .blind, plan: plan, pass, &tables)
            case .description:
                try await drawDescribed(usable, answers, plan: plan, pass, &tables)
            }
        }
        try tables.write(to: context.folder)
        try TableWriter<Question>.write(usable, to: context.folder + "/questions.jsonl")
        try answering.rejects.write(to: context.folder)
        return UnitOutcome(
            accounting: answering.accounting,
            details: tables.details(
                servers: await source.findings, bought: bought(answers, usable)))
    }

    /// A question as a pass asks it.
    private func asked(_ question: Question, _ pass: RolloutSettings.Pass?) -> Question {
        guard pass?.stripsChoices == true else { return question }
        var question = question
        question.choices = []
        return question
    }

    /// One prompt for each question.
    private func draw(
        _ questions: [Question], _ kind: RolloutKind, plan: DrawPlan,
        _ pass: RolloutSettings.Pass?, _ tables: inout RolloutTables
    ) async throws(Fault) -> [DrawnGroup] {
        var prompts: [DrawPrompt] = []
        for question in questions {
            prompts.append(
                try source.prompt(asked(question, pass), kind, parent: nil, description: nil))
        }
        let groups = try await draw(prompts, plan, kind, questions)
        for (question, group) in zip(questions, groups) {
            tables.add(group, of: question, kind, wanted: plan.wanted)
        }
        return groups
    }

    /// One prompt for each answer with a description.
    private func drawDescribed(
        _ questions: [Question], _ answers: [DrawnGroup], plan: DrawPlan,
        _ pass: RolloutSettings.Pass, _ tables: inout RolloutTables
    ) async throws(Fault) {
        var prompts: [DrawPrompt] = []
        var owners: [Int] = []
        for (place, (question, group)) in zip(questions, answers).enumerated() {
            for outcome in group.outcomes {
                guard case .response(let response) = outcome.result,
                    let description = grader.format.parse(
                        response.text, finished: response.finishReason == .stop
                    ).description, !description.isEmpty
                else { continue }
                prompts.append(
                    try source.prompt(
                        asked(question, pass), .description, parent: outcome.draw,
                        description: description))
                owners.append(place)
            }
        }
        let groups = try await draw(prompts, plan, .description, owners.map { questions[$0] })
        for (index, group) in groups.enumerated() {
            tables.add(
                group, of: questions[owners[index]], .description, wanted: plan.wanted,
                parent: prompts[index].parent)
        }
    }

    private func draw(
        _ prompts: [DrawPrompt], _ plan: DrawPlan, _ kind: RolloutKind, _ questions: [Question]
    ) async throws(Fault) -> [DrawnGroup] {
        if prompts.isEmpty { return [] }
        // Each pass has its own journal, and each list of prompts: an earlier pass decides what a later
        // one asks, and may have got more since.
        let asked = prompts.flatMap {
            Array("\($0.question.id)\0\($0.parent ?? -1)\0\($0.description ?? "")\0".utf8)
        }
        let journal = try DrawJournal(
            try context.workFolder + "/\(kind.rawValue).journal",
            key: SHA256.digest(of: context.key.bytes + Array(kind.rawValue.utf8) + asked))
        let isSteered = kind == .answer && settings.isSteered
        let rule = settings.stopRule
        let (error, wave) = (settings.labelError, settings.budgetWave)
        let session = DrawSession(
            try await source.policy(for: prompts),
            plan: source.asksAtOnce ? DrawPlan(wanted: plan.wanted) : plan,
            judge: { isSteered ? verdict(on: $0, questions[$0.prompt]) : nil },
            rule: { isSteered ? rule.end(after: $0) : nil },
            budget: kind == .answer && budget > 0
                ? DrawBudget(drawCount: budget, wave: wave) {
                    error.worth(ofDrawAfter: $0, wave: wave)
                } : nil)
        return try await session.run(promptCount: prompts.count, journal: journal) { done in
            context.report(
                UnitProgress(
                    done: done, total: prompts.count,
                    what: kind == .answer ? "questions" : "\(kind.rawValue) prompts"))
        }
    }

    /// What the budget was spent on, and what came of it; nothing without a budget.
    private func bought(_ groups: [DrawnGroup], _ questions: [Question]) -> BoughtDraws? {
        guard budget > 0 else { return nil }
        var bought = BoughtDraws(budget: budget)
        let error = settings.labelError
        for (question, group) in zip(questions, groups) {
            var counts = VerdictCounts()
            let plannedCount = group.outcomes.count - group.bought
            for outcome in group.outcomes.prefix(plannedCount) {
                counts.add(verdict(on: outcome, question))
            }
            let before = error.probability(after: counts)
            for outcome in group.outcomes.dropFirst(plannedCount) {
                counts.add(verdict(on: outcome, question))
            }
            bought.add(group.bought, before: before, after: error.probability(after: counts))
        }
        return bought
    }

    private func verdict(on outcome: DrawOutcome, _ question: Question) -> Verdict? {
        guard case .response(let response) = outcome.result else { return nil }
        return grader.grade(response, of: question).verdict
    }
}
