/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/reading.h"

/* Goes from taken place to taken place. */
struct reading {
    struct store *store;
    long next;
};

static bool next_sealed(void *from, struct sealed *sealed, struct fault *fault)
{
    struct reading *reading = from;
    struct envelope envelope;
    long room = store_room(reading->store);
    while (reading->next < room &&
           !store_is_taken(reading->store, reading->next))
        reading->next++;
    if (reading->next == room ||
        !store_read(reading->store, reading->next++, &envelope, fault))
        return false;
    *sealed = envelope.sealed;
    return true;
}

bool reading_run(struct store *store, const struct keys_secret *secret,
                 const struct opening_taker *taker,
                 const struct progress *progress, struct opening_count *count,
                 struct fault *fault)
{
    struct reading reading = { .store = store };
    struct opening_source source = { .next = next_sealed,
                                     .from = &reading,
                                     .total = store_taken(store) };
    struct opening_options options = { .progress = progress };
    return opening_run(secret, &source, taker, &options, count, fault);
}
