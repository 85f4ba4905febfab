/* test-workers.c - results come in order, however many threads there are. */
#include "base/workers.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    GArray *taken;
    size_t stop; /* take says no at this job */
    int made, gone;
    unsigned threads;
} Row;

static void *
square (void *data, unsigned thread, size_t job)
{
    Row *row = data;

    g_assert_cmpuint (thread, <, row->threads);
    if (job % 7 == 0)
        g_usleep (50);
    g_atomic_int_inc (&row->made);
    return g_memdup2 (&job, sizeof job);
}

static bool
take (void *data, size_t job, void *result)
{
    Row *row = data;
    size_t value = *(size_t *) result;

    g_assert_cmpuint (value, ==, job);
    g_array_append_val (row->taken, value);
    row->gone++;
    g_free (result);
    return job != row->stop;
}

static void
drop (void *data, void *result)
{
    ((Row *) data)->gone++;
    g_free (result);
}

static void
run_row (unsigned threads, size_t jobs, size_t stop)
{
    Row row = { g_array_new (FALSE, FALSE, sizeof (size_t)), stop, 0, 0, threads };
    const CopiaWork work = { &row, square, take, drop, 2 };
    bool all = copia_workers_run (&work, threads, jobs);

    g_assert_true (all == (stop >= jobs));
    g_assert_cmpuint (row.taken->len, ==, MIN (jobs, stop + 1));
    g_assert_cmpint (row.made, ==, row.gone);
    g_array_unref (row.taken);
}

static void
test_results_are_taken_in_order_on_any_number_of_threads (void)
{
    for (unsigned threads = 1; threads <= 7; threads++)
        for (size_t jobs = 0; jobs < 60; jobs += 13)
            run_row (threads, jobs, SIZE_MAX - 1);
}

static void
test_a_no_ends_the_work_and_drops_what_was_done_ahead (void)
{
    for (unsigned threads = 1; threads <= 7; threads++)
        for (size_t stop = 0; stop < 50; stop += 7)
            run_row (threads, 50, stop);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/workers/order",
                     test_results_are_taken_in_order_on_any_number_of_threads);
    g_test_add_func ("/workers/stop",
                     test_a_no_ends_the_work_and_drops_what_was_done_ahead);
    return g_test_run ();
}
