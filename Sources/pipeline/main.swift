import CBuild
import Commands

await PipelineCommand.main(
    commit: String(cString: cbuild_commit()), compiler: String(cString: cbuild_compiler()),
    configuration: String(cString: cbuild_configuration()))
