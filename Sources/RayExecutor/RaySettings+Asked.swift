import Engine
import Manifests
import Records

extension RaySettings {
    /// What the fan-out is asked for: `ray.json`.
    func asked(of task: RemoteTask, _ worker: RemoteWorker, atOnce count: Int) -> JSONValue {
        let processors = processors ?? 1
        // Where Ray keeps none for it, a range takes what is there.
        let options: [JSONValue] =
            processors > 0 ? ["--jobs", .string(String(processors))] : []
        let wanted = resources.compactMap(RaySettings.resource).map { name, count in
            ["name": .string(name), "count": .real(count)] as JSONValue
        }
        return [
            "ranges": .integer(task.rangeCount), "at_once": .integer(count),
            "worker": .array(worker.arguments.map { .string($0) }), "options": .array(options),
            "cpus": .integer(processors), "gpus": .real(gpus ?? 0),
            "memory": .integer(memoryByteCount ?? 0), "resources": .array(wanted),
        ]
    }
}
