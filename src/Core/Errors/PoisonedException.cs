namespace ForkJoin;

/// <summary>
/// A value was used that a failed change may have left half done: code that had taken it out to put another one in its place threw in
/// between. Whoever puts a whole value in makes it usable again. (After the poisoned locks of Rust's standard library.)
/// </summary>
/// <example><code>
/// using BorrowedMut&lt;List&lt;int&gt;&gt; guard = list.BorrowMut();
/// try { guard.Update(static old => throw new IOException()); }
/// catch (IOException) { guard.Replace([]); }     // reading before this line throws PoisonedException
/// </code></example>
public sealed class PoisonedException : BorrowException
{
    internal PoisonedException(string message, string owner) : base(message, owner)
    {
    }
}
