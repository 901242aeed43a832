// The tests measure processor time and allocations and fill the machine with threads: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
