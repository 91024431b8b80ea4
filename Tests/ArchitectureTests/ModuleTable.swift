/// Who may import whom: the design's table of targets.
enum ModuleTable {
    /// The modules of the system and the toolchain, which any target may import.
    static let system: Set = ["Glibc", "Dispatch", "Synchronization"]

    /// The wrapped libraries. They import nothing.
    static let libraries: Set = [
        "CArchive", "CBuild", "CCrypto", "CCurl", "CDeflate", "CJPEG", "CJSON", "CLinux",
        "CMapGuard", "COpenBLAS", "CPNG", "CProcess", "CSnappy", "CWebP", "CYAML", "CZlib", "CZstd",
    ]

    /// What each target may import, beside `system`.
    static let allowed: [String: Set<String>] = [
        "Records": [],
        "Storage": [
            "Records", "CArchive", "CCrypto", "CDeflate", "CJSON", "CLinux", "CMapGuard", "CSnappy",
            "CZlib", "CZstd",
        ],
        "HTTP": ["Records", "CCurl"],
        "Images": ["Records", "CJPEG", "CPNG", "CWebP"],
        "Manifests": ["Records", "CYAML"],
        "Ingest": ["Records", "Storage", "Images", "Manifests"],
        "Grading": ["Records"],
        "Rewards": ["Records", "Storage", "HTTP", "Grading", "Processes"],
        "Rollouts": [
            "Records", "Storage", "HTTP", "Images", "Grading", "Rewards", "Sampling", "Model",
        ],
        "Sampling": ["Records", "Storage"],
        "Curriculum": ["Records", "Storage"],
        "Model": ["Records", "Images", "COpenBLAS", "Storage"],
        "Training": ["Records", "Storage", "Grading", "Model", "Rewards"],
        "Evaluation": [
            "Records", "Storage", "Grading", "Rewards", "Rollouts", "Sampling", "Model", "Training",
        ],
        "Handoff": ["Records", "Storage", "Images", "Grading", "Rewards", "Processes"],
        "Server": ["Records", "Storage"],
        "Engine": ["Records", "Storage"],
        "Processes": ["Records", "CProcess"],
        "SlurmExecutor": ["Records", "Storage", "Manifests", "Engine", "Processes"],
        "RayExecutor": ["Records", "Storage", "HTTP", "Manifests", "Engine"],
        "Stages": [
            "Records", "Storage", "HTTP", "Images", "Manifests", "Ingest", "Grading", "Rewards",
            "Rollouts", "Sampling", "Curriculum", "Model", "Training", "Evaluation",
            "Handoff", "Engine",
            "Processes",
        ],
        "Terminal": ["Records", "Storage", "Engine"],
        "Report": ["Records", "Storage", "Images", "Grading", "Sampling", "Engine"],
        "Doctor": [
            "Records", "Storage", "HTTP", "Images", "Manifests", "Model", "Engine", "Processes",
        ],
        "Commands": [
            "Records", "Storage", "Manifests", "Sampling", "Rollouts", "Handoff", "Stages",
            "Processes", "RayExecutor", "SlurmExecutor", "Engine", "Terminal", "Report", "Doctor",
            "Server",
            "ArgumentParser",
        ],
        "pipeline": ["Commands", "CBuild"],
        // Answers tests and benchmarks; the tool does not have it.
        "EndpointServer": ["Records", "Server"],
        // Measures whatever it likes, except the commands.
        "pipeline-bench": [
            "Records", "Storage", "HTTP", "Images", "Manifests", "Ingest", "Grading", "Rewards",
            "Rollouts", "Sampling", "Curriculum", "Model", "Training", "Engine", "Stages",
            "Server", "EndpointServer", "ArgumentParser",
        ],
    ]
}
