/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deeds.h"

#include "folder.h"

/* ---- planning ------------------------------------------------------------ */

/* Leaf 0 after one more change: one more kiosk is known. */
static struct about *next_about(struct arena *arena, const struct about *now)
{
    struct about *next = arena_new(arena, struct about);
    *next = *now;
    char code[KIOSK_CODE];
    snprintf(code, sizeof code, "KIOS%02d", now->kiosk_count);
    about_kiosk(next, code)->records = 5;
    next->tries.wrong++;
    return next;
}

static bool changes_about(enum deed_kind kind)
{
    return kind == DEED_MAKE || kind == DEED_CHANGE || kind == DEED_ADD;
}

static void plan_deed(struct deeds *deeds, int number, struct about *about)
{
    const struct deed *deed = &deeds->list[number];
    struct deed_record *record = &deeds->records[number];
    record->first = deeds->response_count;
    record->responses = deed->kind == DEED_PUT ? 1 : deed->responses;
    record->about = changes_about(deed->kind) ? about : NULL;
    for (int i = 0; i < record->responses; i++) {
        int response = deeds->response_count++;
        assert_true(response < DEEDS_RESPONSES);
        deeds->responses[response] = founded_envelope(deeds->it, response);
    }
}

struct deeds *deeds_plan(struct arena *arena, uint32_t room,
                         const struct deed *list, int count)
{
    struct deeds *deeds = arena_new(arena, struct deeds);
    *deeds = (struct deeds){ .it = founded_keys(arena, room),
                             .list = list,
                             .count = count };
    deeds->it->folder = folder_make(arena);
    struct about *about = &deeds->it->about;
    assert_true(count <= DEEDS_MOST);
    for (int i = 0; i < count; i++) {
        if (changes_about(list[i].kind) && list[i].kind != DEED_MAKE)
            about = next_about(arena, about);
        plan_deed(deeds, i, about);
    }
    return deeds;
}

void deeds_end(struct deeds *deeds)
{
    store_close(deeds->store);
    folder_remove(deeds->it->folder);
    deeds->it->folder = (str){ 0 };
    founded_end(deeds->it);
}

/* ---- doing --------------------------------------------------------------- */

struct arriving {
    const struct deeds *deeds;
    int next;
    int end;
};

static bool next_arrives(void *from, struct envelope *envelope,
                         struct fault *fault)
{
    struct arriving *arriving = from;
    (void)fault;
    if (arriving->next == arriving->end)
        return false;
    *envelope = *arriving->deeds->responses[arriving->next++];
    return true;
}

static bool add(struct deeds *deeds, const struct deed_record *record)
{
    struct arriving arriving = { .deeds = deeds,
                                 .next = record->first,
                                 .end = record->first + record->responses };
    struct store_source source = { .next = next_arrives, .from = &arriving };
    struct store_added added;
    return store_add(deeds->store, &source, record->about, &added,
                     &deeds->it->fault);
}

static bool act(struct deeds *deeds, int number)
{
    const struct deed_record *record = &deeds->records[number];
    struct founded *it = deeds->it;
    switch (deeds->list[number].kind) {
    case DEED_MAKE:
        return store_make(it->folder, &it->about, &it->fault);
    case DEED_OPEN:
        deeds->store = store_open(it->folder, &deeds->report, &it->fault);
        return deeds->store;
    case DEED_PUT:
        return store_put(deeds->store, deeds->responses[record->first],
                         &it->fault);
    case DEED_CHANGE:
        return store_change(deeds->store, record->about, &it->fault);
    case DEED_ADD:
        return add(deeds, record);
    default:
        store_close(deeds->store);
        deeds->store = NULL;
        return true;
    }
}

bool deeds_do(struct deeds *deeds, int number)
{
    struct deed_record *record = &deeds->records[number];
    deeds->it->fault = (struct fault){ .arena = deeds->it->arena };
    record->tries++;
    if (record->fate == DEED_UNDONE)
        record->fate = DEED_UNSURE;
    bool done = act(deeds, number);
    if (done)
        record->fate = DEED_KEPT;
    return done;
}

void deeds_run(struct deeds *deeds, int from, int to)
{
    for (int i = from; i < to; i++)
        founded_fine(deeds->it, deeds_do(deeds, i));
}

void deeds_suppose(struct deeds *deeds, int kept)
{
    for (int i = 0; i < deeds->count; i++)
        deeds->records[i].fate = i < kept    ? DEED_KEPT
                                 : i == kept ? DEED_UNSURE
                                             : DEED_UNDONE;
}

/* ---- looking ------------------------------------------------------------- */

static int response_of(const struct deeds *deeds,
                       const struct envelope *envelope)
{
    for (int i = 0; i < deeds->response_count; i++)
        if (!memcmp(deeds->responses[i], envelope, sizeof *envelope))
            return i;
    return -1;
}

static const char *count_copies(const struct deeds *deeds, struct store *store,
                                int *copies)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct envelope *envelope = arena_new(arena, struct envelope);
    const char *wrong = NULL;
    for (long place = 0; place < store_room(store) && !wrong; place++) {
        int response = -1;
        if (!store_read(store, place, envelope, &fault))
            wrong = "a place cannot be read";
        else if (store_is_taken(store, place) == envelope_is_empty(envelope))
            wrong = "it is not known which places are taken";
        else if (store_is_taken(store, place) &&
                 (response = response_of(deeds, envelope)) < 0)
            wrong = "a response is not as it was sent";
        else if (response >= 0)
            copies[response]++;
    }
    arena_destroy(arena);
    return wrong;
}

/* A response that was put in twice because the first answer was no. */
static const char *wrong_count(const struct deed_record *record, int copies)
{
    int least = record->fate == DEED_KEPT;
    int most = record->fate == DEED_UNDONE ? 0 : record->tries;
    if (copies < least)
        return "a response is lost";
    return copies > most ? "a response is there too often" : NULL;
}

static const char *wrong_responses(const struct deeds *deeds,
                                   struct store *store)
{
    int copies[DEEDS_RESPONSES] = { 0 };
    const char *wrong = count_copies(deeds, store, copies);
    for (int i = 0; i < deeds->count && !wrong; i++) {
        const struct deed_record *record = &deeds->records[i];
        const int *own = &copies[record->first];
        bool halves = deeds->halves && record->fate == DEED_UNSURE;
        for (int n = 0; n < record->responses && !wrong; n++)
            wrong = own[n] != own[0] && !halves
                        ? "a part of what belongs together is lost"
                        : wrong_count(record, own[n]);
    }
    return wrong;
}

/* Whether leaf 0 says this, and besides how many leaves were lost. */
static bool says(const struct about *about, const struct about *wanted,
                 uint32_t lost)
{
    unsigned char bodies[2][LEAF_BODY];
    struct about copy = *wanted;
    copy.lost = lost;
    about_write(about, bodies[0]);
    about_write(&copy, bodies[1]);
    return !memcmp(bodies[0], bodies[1], LEAF_BODY);
}

/* The last change that is kept, or any later one that may be. */
static const char *wrong_about(const struct deeds *deeds, struct store *store)
{
    for (int i = deeds->count - 1; i >= 0; i--) {
        const struct deed_record *record = &deeds->records[i];
        if (!record->about || record->fate == DEED_UNDONE)
            continue;
        if (says(store_about(store), record->about, deeds->lost))
            return NULL;
        if (record->fate == DEED_KEPT)
            break;
    }
    return "leaf 0 is neither the old nor the new one";
}

const char *deeds_wrong(const struct deeds *deeds, struct store *store)
{
    const char *wrong = wrong_responses(deeds, store);
    return wrong ? wrong : wrong_about(deeds, store);
}

const char *deeds_look(const struct deeds *deeds, str folder,
                       struct twin_report *report)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct store *store = store_open(folder, report, &fault);
    const char *wrong = store           ? deeds_wrong(deeds, store)
                        : fault.pattern ? fault.pattern
                                        : "no fault was given";
    store_close(store);
    arena_destroy(arena);
    return wrong;
}

bool deeds_untouched(const struct twin_report *report)
{
    return report->mended == 0 && report->lost == 0 && !report->rebuilt;
}
