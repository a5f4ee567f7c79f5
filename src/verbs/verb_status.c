/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_status.h"

#include "base/arena.h"
#include "verbs/desk.h"
#include "verbs/slip.h"

/* How many answers each questionnaire has, in order of their names. */
struct tally {
    str label;
    long count;
};
struct tallies {
    struct arena *arena;
    struct tally *at;
    size_t count;
};

static struct tally *find_tally(struct tallies *tallies, str label)
{
    size_t place = 0;
    size_t size = sizeof *tallies->at;
    while (place < tallies->count &&
           text_compare(tallies->at[place].label, label) < 0)
        place++;
    if (place < tallies->count && text_equal(tallies->at[place].label, label))
        return &tallies->at[place];
    tallies->at = arena_grow(tallies->arena, tallies->at, tallies->count * size,
                             (tallies->count + 1) * size);
    for (size_t i = tallies->count++; i > place; i--)
        tallies->at[i] = tallies->at[i - 1];
    tallies->at[place] = (struct tally){
        .label = text_copy(tallies->arena, label),
    };
    return &tallies->at[place];
}

static bool count_all(struct desk *desk, struct tallies *tallies,
                      struct fault *fault)
{
    struct envelope envelope;
    for (long place = 0; place < store_room(desk->store); place++) {
        if (!store_is_taken(desk->store, place))
            continue;
        if (!store_read(desk->store, place, &envelope, fault))
            return false;
        find_tally(tallies, envelope_label(&envelope))->count++;
    }
    return true;
}

static void say_counts(const struct call *call, const struct tallies *tallies)
{
    for (size_t i = 0; i < tallies->count; i++)
        call_say(call, stdout, "Answers to “{form}”: {count}",
                 SLOT("form", tallies->at[i].label),
                 COUNT("count", tallies->at[i].count));
    if (tallies->count == 0)
        call_say(call, stdout, "Answers: none yet");
}

static void say_names(const struct call *call, const struct about *about)
{
    call_say(call, stdout, "Service: {name}",
             SLOT("name", about->collection.service));
    if (about->closed)
        call_say(call, stdout, "Collection: “{name}”, closed",
                 SLOT("name", about->collection.name));
    else
        call_say(call, stdout, "Collection: “{name}”, open",
                 SLOT("name", about->collection.name));
}

/* The place that always stays empty is no room for an answer. */
static void say_room(const struct call *call, const struct store *store)
{
    long left = store_free(store);
    long all = store_room(store) - STORE_SPARE;
    if (store_about(store)->closed)
        return;
    call_say(call, stdout, "Room for more answers: {free} of {room}",
             COUNT("free", left), COUNT("room", all));
    if (left == 0)
        call_say(call, stdout,
                 "The collection is full: close it, and begin the next one "
                 "with “yoursay open”");
    else if (left * 2 < all)
        call_say(call, stdout,
                 "More than half of the room is taken: close the collection "
                 "in good time");
}

static void say_health(const struct desk *desk)
{
    const struct about *about = store_about(desk->store);
    if (about->lost > 0)
        call_count(desk->call, stdout,
                   "Store: sound now; {n} place was damaged in both copies",
                   "Store: sound now; {n} places were damaged in both copies",
                   about->lost);
    else
        call_say(desk->call, stdout, "Store: sound, everything is there twice");
}

static bool run(struct desk *desk, struct call *call, struct fault *fault)
{
    char code[KIOSK_CODE];
    struct tallies tallies = { .arena = call->arena };
    if (!desk_open(desk, call, fault) || !count_all(desk, &tallies, fault))
        return false;
    const struct about *about = store_about(desk->store);
    kiosk_code(about->pair.kiosk.public_key, code);
    say_names(call, about);
    say_counts(call, &tallies);
    say_room(call, desk->store);
    say_health(desk);
    call_say(call, stdout, "This kiosk: {code}", SLOT("code", text_of(code)));
    slip_say_kiosks(call, about);
    return true;
}

enum call_result verb_status(struct call *call)
{
    struct desk desk = { .call = call };
    struct fault fault = { .arena = call->arena };
    enum call_result result = call_take(call, NULL, 0);
    if (result == CALL_DONE && call->count > 1)
        result = call_misuse(call, call->arguments[1]);
    if (result != CALL_DONE)
        return result;
    bool done = run(&desk, call, &fault);
    desk_close(&desk);
    return done ? CALL_DONE : call_refuse(call, &fault);
}
