/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A ground to begin with again and again: one empty store, made once, laid down
 * anew for every trial, and the responses that go into it. And what an attacker
 * carries off afterwards: the file of the store and its journal.
 */
#ifndef TESTS_KEEP_GROUND_H
#define TESTS_KEEP_GROUND_H

#include <sodium.h>

#include "founded.h"

/* Every store is opened, and every page hashed, several times: with sanitizers
 * there are fewer of them, and chance is given as much more room. */
#if defined(__SANITIZE_ADDRESS__)
#define GROUND_FEWER 10
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GROUND_FEWER 10
#endif
#endif
#ifndef GROUND_FEWER
#define GROUND_FEWER 1
#endif

enum {
    FEW = 5,
    MANY = 30,
    LOOT_IMAGES = 64, /* leaves that a journal may name */
    LEAF_AT = LEAF_PAGE - LEAF_SIZE,
    NUMBER_AT = 4, /* within a leaf */
    BODY_AT = 8,
    SEAL_AT = BODY_AT + ENVELOPE_LABEL,
    CHECK_AT = BODY_AT + LEAF_BODY,
};

/* ---- a store to begin with, again and again ------------------------------ */

struct ground {
    struct founded *it;
    str store; /* the files of an empty store */
    str journal;
    struct envelope *pool; /* responses, MANY of them */
};

static inline str ground_path(struct arena *arena, const struct founded *it,
                              const char *name)
{
    return file_join(arena, it->folder, text_of(name));
}

static inline str ground_read(struct arena *arena, const struct founded *it,
                              const char *name)
{
    str content;
    struct fault fault = { .arena = arena };
    assert_true(file_read(arena, ground_path(arena, it, name), 1 << 24,
                          &content, &fault));
    return content;
}

static inline void ground_write(const struct founded *it, const char *name,
                                str content)
{
    struct arena *arena = arena_make();
    FILE *file = fopen(ground_path(arena, it, name).at, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content.at, 1, content.size, file), content.size);
    assert_int_equal(fclose(file), 0);
    arena_destroy(arena);
}

/* In memory where there is such a folder, so that nothing waits for a disk. */
static inline str ground_folder(struct arena *arena)
{
    str folder = text_copy(arena, S("/dev/shm/yoursay-order.XXXXXX"));
    return mkdtemp((char *)(uintptr_t)folder.at) ? folder
                                                 : founded_folder(arena);
}

static inline void ground_seal(const struct ground *ground, int which)
{
    struct founded *it = ground->it;
    struct envelope *envelope = &ground->pool[which];
    struct container_id id = container_new_id();
    founded_fine(it, seal_response(it->about.collection.public_key, &id,
                                   S("No one asked me."), &envelope->sealed,
                                   &it->fault));
    founded_fine(it,
                 envelope_address(envelope,
                                  randombytes_uniform(2) ? S("victims")
                                                         : S("young-people"),
                                  &it->fault));
}

static inline struct ground *ground_make(struct arena *arena, uint32_t room)
{
    struct ground *ground = arena_new(arena, struct ground);
    struct founded *it = founded_keys(arena, room);
    it->folder = ground_folder(arena);
    founded_fine(it, store_make(it->folder, &it->about, &it->fault));
    *ground = (struct ground){ .it = it };
    ground->store = ground_read(arena, it, "store");
    ground->journal = ground_read(arena, it, "store-journal");
    ground->pool = arena_array(arena, struct envelope, MANY);
    for (int i = 0; i < MANY; i++)
        ground_seal(ground, i);
    return ground;
}

static inline void ground_begin(const struct ground *ground)
{
    ground_write(ground->it, "store", ground->store);
    ground_write(ground->it, "store-journal", ground->journal);
}

/* ---- responses ----------------------------------------------------------- */

/* The first `count` of the pool, in a new order, some of them new. */
static inline void ground_draw(const struct ground *ground, int count)
{
    for (int i = 0; i < FEW; i++)
        ground_seal(ground, i);
    for (int i = count - 1; i > 0; i--) {
        int other = (int)randombytes_uniform((uint32_t)i + 1);
        struct envelope moved = ground->pool[i];
        ground->pool[i] = ground->pool[other];
        ground->pool[other] = moved;
    }
}

static inline struct store *ground_reopen(struct founded *it,
                                          struct store *store)
{
    store_close(store);
    return founded_open(it, NULL);
}

/* One day out of so many ends behind a response. */
static inline void ground_take_in(const struct ground *ground, int count,
                                  int days)
{
    struct founded *it = ground->it;
    struct store *store = founded_open(it, NULL);
    for (int i = 0; i < count; i++) {
        founded_fine(it, store_put(store, &ground->pool[i], &it->fault));
        if (randombytes_uniform((uint32_t)days) == 0)
            store = ground_reopen(it, store);
    }
    store_close(store);
}

/* ---- what is carried off ------------------------------------------------- */

struct loot {
    str store;
    str journal;
    const unsigned char *image[LOOT_IMAGES]; /* of a leaf, in the journal */
    int image_count;
};

static inline long loot_leaf(const unsigned char *leaf)
{
    return leaf[NUMBER_AT] | leaf[NUMBER_AT + 1] << 8;
}

/* Whatever in the journal looks like a leaf, wherever it stands. */
static inline void loot_find_images(struct loot *loot)
{
    static const unsigned char mark[] = { 'Y', 'S', 'L', 1 };
    const char *at = loot->journal.at;
    const char *end = at + loot->journal.size - LEAF_SIZE;
    loot->image_count = 0;
    while (at < end && (at = memmem(at, (size_t)(end - at), mark, 4))) {
        assert_true(loot->image_count < LOOT_IMAGES);
        loot->image[loot->image_count++] = (const unsigned char *)at++;
    }
}

static inline struct loot *loot_carry_off(struct arena *arena,
                                          const struct ground *ground)
{
    struct loot *loot = arena_new(arena, struct loot);
    loot->store = ground_read(arena, ground->it, "store");
    loot->journal = ground_read(arena, ground->it, "store-journal");
    loot_find_images(loot);
    return loot;
}

static inline const unsigned char *loot_page(str store, long page)
{
    return (const unsigned char *)store.at + page * LEAF_PAGE;
}

static inline long loot_pages(str store)
{
    return (long)store.size / LEAF_PAGE;
}

#endif
