using System.Globalization;
using System.Text;
using ForkJoin;
using ForkJoin.Samples;
using Patterns.Parts;

namespace Patterns;

/// <summary>
/// <b>Sessions of their own.</b> Each request gets a session, with a file to work in, that no other request can reach: the fork that serves the
/// request makes the one owner of it, and the owner's <c>Dispose</c> ends it, whichever way the fork ends. What is expensive and has no memory
/// of whom it served, here a buffer, is one for each thread: <see cref="ThreadBound{T}"/>.
/// <para>Use it for what a request builds up and nobody may see: credentials, transcripts, scratch files.</para>
/// <para>The rule it shows: a value has one owner; what is handed on is moved, and the old name for it is dead.</para>
/// </summary>
internal static class Sessions
{
    private static readonly string[] s_requests = ["ada adds 1 2 3", "bob adds 10 20", "eve adds 5 x", "kim adds 100"];

    internal static void Run()
    {
        using var directory = new TemporaryDirectory();
        using var buffers = new ThreadBound<StringBuilder>(static () => new StringBuilder(), "buffers");
        var answers = new Forked<string>[s_requests.Length];
        try
        {
            Fork.Section((directory.FullName, buffers, answers), static (section, s) =>
            {
                for (int i = 0; i < s.answers.Length; i++)
                    s.answers[i] = section.Fork((s_requests[i], s.FullName, s.buffers), static request => Serve(request.Item1, request.FullName, request.buffers));
            });
        }
        catch (FormatException failure)
        {
            Console.WriteLine($"One request failed, and the others were served: {failure.Message}");
        }
        foreach (Forked<string> answer in answers)
            Console.WriteLine(Outcome(answer));
        Console.WriteLine($"Session files that are left: {Directory.GetFiles(directory.FullName).Length}");

        Handed(directory.FullName);
    }

    private static string Serve(string request, string directory, ThreadBound<StringBuilder> buffers)
    {
        string[] words = request.Split(' ');
        using OwnedMut<Session> session = Own.Mut(new Session(words[0], directory), $"session of {words[0]}");
        foreach (string word in words.AsSpan(2))
        {
            using BorrowedMut<Session> writer = session.BorrowMut();
            writer.Value.Add(int.Parse(word, CultureInfo.InvariantCulture));
        }
        StringBuilder buffer = buffers.Mine.Value.Clear();
        return buffer.Append(words[0]).Append(" has ").Append(session.Value.Sum).ToString();
    }

    private static string Outcome(Forked<string> answer)
    {
        try
        {
            return answer.Result;
        }
        catch (FormatException)
        {
            return "(no answer)";
        }
    }

    /// <summary>A session that goes on elsewhere moves there.</summary>
    private static void Handed(string directory)
    {
        using OwnedMut<Session> here = Own.Mut(new Session("zoe", directory), "here");
        using OwnedMut<Session> there = here.Move("there");
        Refused.By<MovedException>(() => here.BorrowMut().Dispose());
        Console.WriteLine($"The session is {there.Value.User}'s");
    }

    private sealed class Session(string user, string directory) : IDisposable
    {
        private readonly string _file = Path.Combine(directory, $"{user}.session");

        internal string User => user;

        internal int Sum => File.ReadAllLines(_file).Sum(static line => int.Parse(line, CultureInfo.InvariantCulture));

        internal void Add(int number) => File.AppendAllText(_file, string.Create(CultureInfo.InvariantCulture, $"{number}\n"));

        public void Dispose() => File.Delete(_file);
    }
}
