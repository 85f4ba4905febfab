/* text-lengths.h - texts of lengths that differ much, sent one after the other. */
#pragma once

#include "text/event.h"

#include <glib.h>

/* Sends some tokens, `most` at most, adding to *sent how many. */
typedef void (*SendSome) (GRand *rand, const CopiaReceiver *to, unsigned *sent,
                          unsigned most);

/* Until there are so many tokens; a text has fewer than one of the n lengths says. */
static inline void
send_texts (GRand *rand, const CopiaReceiver *to, unsigned tokens, const int *longest,
            int n, SendSome send)
{
    unsigned sent = 0;

    while (sent < tokens) {
        int most = longest[g_rand_int_range (rand, 0, n)];
        unsigned end = sent + (unsigned) g_rand_int_range (rand, 1, most);

        to->open (to->self, "text", NULL, 0);
        while (sent < end)
            send (rand, to, &sent, end - sent);
        to->close (to->self, "text");
    }
}
