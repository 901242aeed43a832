// One sample at a time, as a user runs them: side by side they would wait for each other's processors.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
