/* workers.c - threads that take the next job until there is none. */
#include "base/workers.h"

#include <glib.h>
#include <pthread.h>

typedef struct {
    void *result;
    bool done;
} Slot;

typedef struct {
    const CopiaWork *work;
    size_t jobs;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t next;      /* job to begin */
    size_t taken;     /* jobs that were taken */
    bool stopped;     /* all are taken, or no more is wanted */
    bool good;        /* all were wanted */
    unsigned threads; /* that have asked for their number */
    Slot *slots;      /* of job i: i % window */
    size_t window;
} Pool;

unsigned
copia_workers_most (void)
{
    return MAX (g_get_num_processors (), 1);
}

static bool
run_here (const CopiaWork *work, size_t jobs)
{
    for (size_t job = 0; job < jobs; job++)
        if (!work->take (work->data, job, work->work (work->data, 0, job)))
            return false;
    return true;
}

/* False: there is none, or no more is wanted. */
static bool
begin_job (Pool *self, size_t *job)
{
    bool begun;

    pthread_mutex_lock (&self->lock);
    while (!self->stopped && self->next < self->jobs &&
           self->next >= self->taken + self->window)
        pthread_cond_wait (&self->changed, &self->lock);
    begun = !self->stopped && self->next < self->jobs;
    if (begun)
        *job = self->next++;
    pthread_mutex_unlock (&self->lock);
    return begun;
}

static void
end_job (Pool *self, size_t job, void *result)
{
    pthread_mutex_lock (&self->lock);
    self->slots[job % self->window] = (Slot){ result, true };
    pthread_cond_broadcast (&self->changed);
    pthread_mutex_unlock (&self->lock);
}

static void *
run_jobs (void *data)
{
    Pool *self = data;
    unsigned thread;
    size_t job;

    pthread_mutex_lock (&self->lock);
    thread = self->threads++;
    pthread_mutex_unlock (&self->lock);
    while (begin_job (self, &job))
        end_job (self, job, self->work->work (self->work->data, thread, job));
    return NULL;
}

static void
take_jobs (Pool *self)
{
    bool more = true;

    pthread_mutex_lock (&self->lock);
    while (more && self->taken < self->jobs) {
        Slot *slot = &self->slots[self->taken % self->window];
        void *result;

        while (!slot->done)
            pthread_cond_wait (&self->changed, &self->lock);
        result = slot->result;
        slot->done = false;
        pthread_mutex_unlock (&self->lock);
        more = self->work->take (self->work->data, self->taken, result);
        pthread_mutex_lock (&self->lock);
        self->taken++;
        pthread_cond_broadcast (&self->changed);
    }
    self->stopped = true;
    self->good = more;
    pthread_cond_broadcast (&self->changed);
    pthread_mutex_unlock (&self->lock);
}

static void
drop_rest (Pool *self)
{
    for (size_t i = 0; i < self->window; i++)
        if (self->slots[i].done && self->work->drop)
            self->work->drop (self->work->data, self->slots[i].result);
}

bool
copia_workers_run (const CopiaWork *work, unsigned threads, size_t jobs)
{
    Pool pool = { .work = work, .jobs = jobs };
    g_autofree GThread **running = NULL;

    threads = (unsigned) MIN ((size_t) threads, jobs);
    if (threads <= 1)
        return run_here (work, jobs);
    pool.window = (size_t) threads * (1 + work->ahead);
    pool.slots = g_new0 (Slot, pool.window);
    running = g_new (GThread *, threads);
    pthread_mutex_init (&pool.lock, NULL);
    pthread_cond_init (&pool.changed, NULL);
    for (unsigned i = 0; i < threads; i++)
        running[i] = g_thread_new ("worker", run_jobs, &pool);
    take_jobs (&pool);
    for (unsigned i = 0; i < threads; i++)
        g_thread_join (running[i]);
    drop_rest (&pool);
    pthread_mutex_destroy (&pool.lock);
    pthread_cond_destroy (&pool.changed);
    g_free (pool.slots);
    return pool.good;
}
