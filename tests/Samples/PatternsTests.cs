namespace ForkJoin.Tests.Samples;

/// <summary>R43: each pattern of samples/Patterns prints what it says, on real sockets and files.</summary>
public sealed class PatternsTests
{
    [Fact]
    public void R43_one_client_is_shared_by_forks_and_tasks_and_poisoned_by_who_gives_up_half_way() => Pattern("shared-client");

    [Fact]
    public void R43_an_adapter_is_used_by_many_while_its_key_is_changed() => Pattern("shared-adapter");

    [Fact]
    public void R43_overrides_change_together_in_memory_and_in_the_file() => Pattern("overrides");

    [Fact]
    public void R43_each_request_has_a_session_that_ends_with_it() => Pattern("sessions");

    [Fact]
    public void R43_loops_of_a_group_end_together() => Pattern("loop-group");

    [Fact]
    public void R43_a_directory_written_by_many_agrees_with_its_index() => Pattern("shared-directory");

    [Fact]
    public void R43_a_polled_message_is_with_one_worker_at_a_time() => Pattern("polled-queue");

    [Fact]
    public void R43_connections_are_lent_out_and_come_back() => Pattern("connection-pool");

    [Fact]
    public void R43_a_scoped_session_is_written_whole_or_not_at_all() => Pattern("scoped-session");

    [Fact]
    public void R43_blocks_move_from_producer_to_consumer() => Pattern("handover");

    [Fact]
    public void R43_in_debug_mode_a_refusal_shows_the_path_to_the_loan() => Pattern("debug-mode");

    [Fact]
    public void Run_without_arguments_it_prints_all_patterns_in_their_order() => ChapterBook.IsComplete("Patterns");

    [Fact]
    public void R43_nothing_is_left_of_the_files_that_the_patterns_wrote()
    {
        string temporary = Directory.CreateTempSubdirectory("samples-").FullName;
        try
        {
            Sample.Run("Patterns", [], temporary);
            Assert.Empty(Directory.EnumerateFileSystemEntries(temporary, "forkjoin-*"));
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Pattern(string name) => Sample.Prints("Patterns", name);
}
