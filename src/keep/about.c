/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/about.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/packed.h"

static const unsigned char mark[3] = { 'Y', 'S', 'A' };

static void put_tries(struct packed *out, const struct tries *tries)
{
    packed_put_number(out, tries->wrong, 4);
    packed_put(out, tries->until.boot, TRIES_BOOT);
    packed_put_number(out, (uint64_t)tries->until.time, 8);
}

static void get_tries(struct packed *in, struct tries *tries)
{
    tries->wrong = (uint32_t)packed_get_number(in, 4);
    packed_get(in, tries->until.boot, TRIES_BOOT);
    tries->until.time = (int64_t)packed_get_number(in, 8);
}

static void put_pair(struct packed *out, const struct kiosk_pair *pair)
{
    packed_put(out, pair->kiosk.public_key, KIOSK_PUBLIC);
    packed_put(out, pair->kiosk.certificate, KEYS_SIGNATURE);
    packed_put(out, pair->secret, KIOSK_SECRET);
}

static void get_pair(struct packed *in, struct kiosk_pair *pair)
{
    packed_get(in, pair->kiosk.public_key, KIOSK_PUBLIC);
    packed_get(in, pair->kiosk.certificate, KEYS_SIGNATURE);
    packed_get(in, pair->secret, KIOSK_SECRET);
}

static void put_kiosks(struct packed *out, const struct about *about)
{
    packed_put_number(out, (uint64_t)about->kiosk_count, 1);
    for (int i = 0; i < about->kiosk_count; i++) {
        const struct about_kiosk *kiosk = &about->kiosks[i];
        packed_put(out, kiosk->code, KIOSK_CODE - 1);
        packed_put_number(out, kiosk->records, 4);
        packed_put_number(out, kiosk->unreadable, 4);
        packed_put_number(out, kiosk->revoked, 1);
    }
}

static void get_kiosks(struct packed *in, struct about *about)
{
    about->kiosk_count = (int)packed_get_number(in, 1);
    if (about->kiosk_count > ABOUT_KIOSKS)
        in->torn = true;
    for (int i = 0; i < about->kiosk_count && !in->torn; i++) {
        struct about_kiosk *kiosk = &about->kiosks[i];
        packed_get(in, kiosk->code, KIOSK_CODE - 1);
        kiosk->records = (uint32_t)packed_get_number(in, 4);
        kiosk->unreadable = (uint32_t)packed_get_number(in, 4);
        kiosk->revoked = packed_get_number(in, 1);
    }
}

void about_write(const struct about *about, unsigned char body[LEAF_BODY])
{
    struct packed out = { .at = body, .size = LEAF_BODY };
    memset(body, 0, LEAF_BODY);
    packed_put(&out, mark, sizeof mark);
    packed_put_number(&out, ABOUT_VERSION, 1);
    packed_put_number(&out, about->room, 4);
    packed_put_number(&out, about->closed, 1);
    packed_put_number(&out, about->lost, 4);
    put_tries(&out, &about->tries);
    put_pair(&out, &about->pair);
    packed_put_text(&out, about->charter);
    put_kiosks(&out, about);
    packed_put(&out, about->salt, sizeof about->salt);
    packed_put(&out, about->traces, sizeof about->traces);
}

static void get_traces(struct packed *in, struct about *about)
{
    packed_get(in, about->salt, sizeof about->salt);
    packed_get(in, about->traces, sizeof about->traces);
}

static bool read_rest(struct arena *arena, struct packed *in, uint64_t version,
                      struct about *about)
{
    struct fault fault = { .arena = arena };
    about->room = (uint32_t)packed_get_number(in, 4);
    about->closed = packed_get_number(in, 1);
    about->lost = (uint32_t)packed_get_number(in, 4);
    get_tries(in, &about->tries);
    get_pair(in, &about->pair);
    about->charter = text_copy(arena, packed_get_text(in));
    get_kiosks(in, about);
    if (version > 1)
        get_traces(in, about);
    return !in->torn && packed_rest_is_zero(in) &&
           collection_read(arena, about->charter, &about->collection, &fault);
}

enum about_verdict about_read(struct arena *arena, const unsigned char *body,
                              struct about *about)
{
    struct packed in = packed_of(body, LEAF_BODY);
    unsigned char name[sizeof mark];
    memset(about, 0, sizeof *about);
    packed_get(&in, name, sizeof name);
    uint64_t version = packed_get_number(&in, 1);
    if (memcmp(name, mark, sizeof mark) != 0 || version == 0)
        return ABOUT_DAMAGED;
    if (version > ABOUT_VERSION)
        return ABOUT_NEWER;
    return read_rest(arena, &in, version, about) ? ABOUT_FINE : ABOUT_DAMAGED;
}

/* Where the kiosk stands or would stand. */
static int place_of(const struct about *about, const char *code)
{
    int place = 0;
    while (place < about->kiosk_count &&
           memcmp(about->kiosks[place].code, code, KIOSK_CODE) < 0)
        place++;
    return place;
}

struct about_kiosk *about_kiosk(struct about *about,
                                const char code[KIOSK_CODE])
{
    int place = place_of(about, code);
    struct about_kiosk *kiosk = &about->kiosks[place];
    if (place < about->kiosk_count &&
        memcmp(kiosk->code, code, KIOSK_CODE) == 0)
        return kiosk;
    if (about->kiosk_count == ABOUT_KIOSKS)
        return NULL;
    memmove(kiosk + 1, kiosk,
            (size_t)(about->kiosk_count - place) * sizeof *kiosk);
    memset(kiosk, 0, sizeof *kiosk);
    memcpy(kiosk->code, code, KIOSK_CODE);
    about->kiosk_count++;
    return kiosk;
}
