public import Records

extension RunPlan {
    /// Writes what is missing of a stage as a task, for workers that nobody here starts or asks about.
    /// The run that goes on later finds what they published, and nothing else of them.
    ///
    /// - Parameters:
    ///   - planned: the stage.
    ///   - size: how many units make a range, by how many are missing.
    /// - Returns: the task; nothing if nothing is missing.
    /// - Throws: a `Fault` of code `noInput` if something that the stage reads is not published, or what
    ///   planning its units throws.
    public func task(
        of planned: PlannedStage, by size: (_ missingCount: Int) -> Int
    ) async throws(Fault) -> RemoteTask? {
        if artifact(of: planned) != nil { return nil }
        guard let work = work(on: planned, sink: EventSink(), stop: StopRequest()) else {
            let unread = planned.inputs.filter { input in
                stages.contains { $0.name == input.stage && artifact(of: $0) == nil }
            }
            throw Fault(
                .noInput,
                "the stage `\(planned.name)` reads `\(unread.first?.stage ?? "")`, which is not "
                    + "published yet",
                remedy: unread.first.map {
                    "`pipeline resume \(ShellWord.quoted(name)) --until "
                        + "\(ShellWord.quoted($0.stage))` does that first"
                })
        }
        let missing = work.opened(try await work.units()).filter { $0.artifact == nil }
        if missing.isEmpty { return nil }
        return try RemoteTask(
            missing, by: size(missing.count), of: work,
            to: work.run.remoteFolder(stage: planned.name))
    }
}
