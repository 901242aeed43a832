// Of each class one exploration at a time: their threads take turns, so that two classes keep two processors busy.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
