/* large.c - arrays mapped by themselves. */
#include "base/large.h"

#include <stdint.h>
#include <sys/mman.h>

#define PAGE ((size_t) 2 << 20) /* a large page */
#define WORTH (PAGE / 2)        /* smaller arrays come from the heap */

/* Stands before the array, which is aligned as any is. */
typedef struct {
    size_t size; /* of the map, which begins here; 0: from the heap */
    uint64_t unused[7];
} Head;

/* Maps more than is needed and gives back what lies outside of whole large pages. */
static Head *
map (size_t size)
{
    size_t room = size + PAGE;
    uint8_t *start =
        mmap (NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    size_t before;
    Head *head;

    if (start == MAP_FAILED)
        return NULL;
    before = (PAGE - (uintptr_t) start % PAGE) % PAGE;
    if (before > 0)
        munmap (start, before);
    munmap (start + before + size, room - before - size);
    head = (Head *) (void *) (start + before);
#ifdef MADV_HUGEPAGE
    madvise (head, size, MADV_HUGEPAGE);
#endif
    head->size = size;
    return head;
}

void *
copia_large_new0 (size_t n, size_t size)
{
    size_t bytes;
    Head *head = NULL;

    if (!g_size_checked_mul (&bytes, n, size) || bytes > SIZE_MAX - 2 * PAGE)
        g_error ("%zu elements of %zu bytes are too many", n, size);
    bytes += sizeof *head;
    if (bytes >= WORTH)
        head = map ((bytes + PAGE - 1) / PAGE * PAGE);
    if (!head)
        head = g_malloc0 (bytes);
    return head + 1;
}

void
copia_large_free (void *array)
{
    Head *head = array;

    if (!array)
        return;
    head--;
    if (head->size > 0)
        munmap (head, head->size);
    else
        g_free (head);
}
