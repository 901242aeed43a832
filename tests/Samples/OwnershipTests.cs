namespace ForkJoin.Tests.Samples;

/// <summary>Each chapter of samples/Ownership prints what it says: the examples of BorrowChecker.jl's README, in C#.</summary>
public sealed class OwnershipTests
{
    [Fact]
    public void R27_two_tasks_that_change_one_list_are_told_so() => Chapter("race");

    [Fact]
    public void R11_R15_an_owner_is_immutable_unless_it_says_otherwise() => Chapter("owners");

    [Fact]
    public void R12_R14_a_moved_value_is_refused_to_its_old_owner_and_a_plain_one_is_copied() => Chapter("moves");

    [Fact]
    public void R12_freeze_and_thaw_leave_nobody_behind_who_could_write() => Chapter("freeze");

    [Fact]
    public void R13_a_clone_is_independent_and_what_cannot_be_cloned_is_refused() => Chapter("clones");

    [Fact]
    public void R19_many_readers_or_one_writer() => Chapter("borrowing");

    [Fact]
    public void R18_a_stored_reference_expires_with_its_lifetime() => Chapter("lifetimes");

    [Fact]
    public void R25_each_element_is_lent_for_writing_one_by_one_and_all_at_once() => Chapter("elements");

    [Fact]
    public void R20_R21_functions_take_owned_borrowed_and_plain_values_alike() => Chapter("calls");

    [Fact]
    public void R16_taking_from_a_variable_leaves_no_alias_by_that_name() => Chapter("aliases");

    [Fact]
    public void R28_members_and_elements_are_changed_and_values_owned_anew_in_loops() => Chapter("loops");

    [Fact]
    public void R23_ten_forks_read_through_one_reference_and_the_error_of_a_writer_comes_out_at_the_join() => Chapter("readers");

    [Fact]
    public void R24_a_locked_mutex_shows_no_value_what_it_lends_dies_with_the_lock_and_a_failure_poisons_it() => Chapter("mutex");

    [Fact]
    public void R22_a_closure_is_handed_what_it_uses_and_a_captured_owner_is_judged() => Chapter("closures");

    [Fact]
    public void R29_a_function_adopts_ownership_and_its_callers_from_before_compile() => Chapter("adopting");

    [Fact]
    public void Run_without_arguments_it_prints_all_chapters_in_their_order() => ChapterBook.IsComplete("Ownership");

    private static void Chapter(string name) => Sample.Prints("Ownership", name);
}
