/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small collection in a folder of its own, for tests of what is kept: keys, a
 * charter, and a store with a few places. Nothing is wrapped, so that no test
 * waits for a passphrase.
 */
#ifndef TESTS_KEEP_FOUNDED_H
#define TESTS_KEEP_FOUNDED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"
#include "keep/store.h"
#include "keep/unseal.h"

struct founded {
    struct arena *arena;
    str folder;
    struct keys_secret *secret;
    struct about about;
    struct fault fault;
};

static inline str founded_folder(struct arena *arena)
{
    str folder = text_copy(arena, S("/tmp/yoursay-store.XXXXXX"));
    assert_non_null(mkdtemp((char *)(uintptr_t)folder.at));
    return folder;
}

/* Fails with the fault's own words. */
static inline void founded_fine(struct founded *founded, bool done)
{
    if (!done)
        fail_msg("%s", founded->fault.pattern ? founded->fault.pattern
                                              : "no fault was given");
}

static inline void founded_say(struct founded *founded, const char *wanted)
{
    struct faults faults = { .arena = founded->arena };
    struct text line = { .arena = founded->arena };
    fault_adopt(&faults, &founded->fault);
    text_add(&line, text_of(wanted));
    text_add_char(&line, '\n');
    cases_same(cases_faults(founded->arena, &faults), text_view(&line));
    founded->fault = (struct fault){ .arena = founded->arena };
}

/* Keys and what leaf 0 will say, but no store yet. */
static inline struct founded *founded_keys(struct arena *arena, uint32_t room)
{
    struct founded *it = arena_new(arena, struct founded);
    *it = (struct founded){ .arena = arena, .fault = { .arena = arena } };
    founded_fine(it, keys_begin(&it->fault));
    it->secret = keys_make(&it->fault);
    assert_non_null(it->secret);
    it->about.room = room;
    it->about.collection = (struct collection){
        .name = S("Spring"),
        .service = S("Coventry YOS"),
        .title = S("YOS"),
        .title_cy = S("TTI"),
        .language = S("both"),
    };
    it->about.charter = collection_write(arena, &it->about.collection,
                                         it->secret);
    kiosk_make(it->secret, &it->about.pair);
    return it;
}

/* The same with a store. */
static inline struct founded *founded_store(struct arena *arena, uint32_t room)
{
    struct founded *it = founded_keys(arena, room);
    it->folder = founded_folder(arena);
    founded_fine(it, store_make(it->folder, &it->about, &it->fault));
    return it;
}

static inline struct store *founded_open(struct founded *it,
                                         struct twin_report *report)
{
    struct twin_report unread;
    struct store *store = store_open(it->folder, report ? report : &unread,
                                     &it->fault);
    founded_fine(it, store);
    return store;
}

/* A response that is nothing but its number, sealed in its envelope. */
static inline struct envelope *founded_envelope(struct founded *it, int number)
{
    struct envelope *envelope = arena_new(it->arena, struct envelope);
    struct container_id id = { { 'i', 'd' } };
    char response[16];
    memcpy(id.bytes + 4, &number, sizeof number);
    int size = snprintf(response, sizeof response, "%d", number);
    founded_fine(it, seal_response(it->about.collection.public_key, &id,
                                   (str){ response, (size_t)size },
                                   &envelope->sealed, &it->fault));
    founded_fine(it,
                 envelope_address(envelope,
                                  number % 2 ? S("victims") : S("young-people"),
                                  &it->fault));
    return envelope;
}

/* Which responses below `most` are in the store, opened with the key; fails if
 * a taken place holds none. Gives how many places are taken. */
static inline int founded_look(struct founded *it, struct store *store,
                               bool *seen, int most)
{
    int count = 0;
    struct envelope envelope;
    unsigned char plain[CONTAINER_SIZE];
    struct container container;
    for (long place = 0; place < store_room(store); place++) {
        founded_fine(it, store_read(store, place, &envelope, &it->fault));
        assert_int_equal(store_is_taken(store, place),
                         !envelope_is_empty(&envelope));
        enum unseal_verdict verdict = unseal_record(
            it->secret, &envelope.sealed, plain, &container);
        if (envelope_is_empty(&envelope)) {
            assert_int_equal(verdict, UNSEAL_DUMMY);
            continue;
        }
        assert_int_equal(verdict, UNSEAL_RESPONSE);
        long number = -1;
        assert_true(text_integer(container.response, &number));
        assert_in_range(number, 0, most - 1);
        seen[number] = true;
        count++;
    }
    return count;
}

static inline void founded_end(struct founded *it)
{
    char line[300];
    keys_destroy(it->secret);
    if (it->folder.size == 0)
        return;
    snprintf(line, sizeof line, "rm -rf '%s'", it->folder.at);
    assert_int_equal(system(line), 0);
}

#endif
