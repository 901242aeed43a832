namespace WordRank;

/// <summary>The user can put it right: the message, in one line, names the argument, what is wrong and what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
