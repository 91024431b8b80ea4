import Commands

await PipelineCommand.main()
