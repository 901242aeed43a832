// Of each class one exploration at a time: their threads take turns, so that two classes keep two processors busy.
// A collection moves what the runs of both look at; both repeat the run that it falls into.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
