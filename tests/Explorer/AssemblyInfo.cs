// Explorations keep the collector from moving what they look at by repeating runs: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
