using System.Runtime.CompilerServices;

// A join's frame is written field by field before anything reads it; clearing it first would cost as much as writing it.
[module: SkipLocalsInit]
