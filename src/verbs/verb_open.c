/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_open.h"

#include "base/arena.h"
#include "verbs/desk.h"
#include "verbs/founder.h"

static enum call_result take(struct founder *founder, const char **collection)
{
    const struct call_taken options[] = {
        { .name = "--collection", .value = collection },
        { .name = "--recovery-file", .value = &founder->recovery_file },
        { .name = "--passphrase-file", .value = &founder->passphrase_file },
        { .name = "--join", .value = &founder->join },
        { .name = "--room", .value = &founder->room },
    };
    enum call_result result = call_take(founder->call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (founder->call->count > 1)
        return call_misuse(founder->call, founder->call->arguments[1]);
    if (founder->join && *collection)
        return call_misuse(founder->call, "--collection");
    const char *misfit = founder_misfit(founder);
    return misfit ? call_misuse(founder->call, misfit) : CALL_DONE;
}

/* What the next collection takes over from the one before. */
static struct collection take_over(struct arena *arena,
                                   const struct collection *before)
{
    return (struct collection){
        .service = text_copy(arena, before->service),
        .title = text_copy(arena, before->title),
        .title_cy = text_copy(arena, before->title_cy),
        .language = text_copy(arena, before->language),
    };
}

/* Looks at the one before and closes its store again. */
static bool follow(struct founder *founder, struct desk *desk,
                   struct fault *fault)
{
    if (!desk_open(desk, founder->call, fault))
        return false;
    const struct about *about = store_about(desk->store);
    bool closed = about->closed;
    founder->place = desk->place;
    founder->plan.room = about->room;
    founder->plan.names = take_over(founder->call->arena, &about->collection);
    if (!closed)
        fault_set(fault,
                  "the collection “{name}” is still open; end it with “yoursay "
                  "close” first",
                  SLOT("name", about->collection.name));
    store_close(desk->store);
    desk->store = NULL;
    return closed;
}

static bool run(struct founder *founder, const char *collection,
                struct fault *fault)
{
    struct desk desk;
    bool done = follow(founder, &desk, fault);
    founder->plan.names.name = text_of(collection);
    done = done &&
           (founder->join ||
            founder_ask(founder, TEXT_KEY("Name of the collection"),
                        &founder->plan.names.name, fault)) &&
           founder_run(founder, fault);
    desk_close(&desk);
    return done;
}

enum call_result verb_open(struct call *call)
{
    struct founder founder = { .call = call };
    struct fault fault = { .arena = call->arena };
    const char *collection = NULL;
    enum call_result result = take(&founder, &collection);
    if (result != CALL_DONE)
        return result;
    return run(&founder, collection, &fault) ? CALL_DONE
                                             : call_refuse(call, &fault);
}
