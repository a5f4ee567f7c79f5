/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_close.h"

#include "base/arena.h"
#include "keep/reading.h"
#include "verbs/desk.h"
#include "verbs/meter.h"
#include "verbs/slip.h"

/* Opening everything is the proof that the key fits, not a way to the answers:
 * they are dropped one by one. */
static bool drop(void *to, const struct container *container,
                 struct fault *fault)
{
    (void)to;
    (void)container;
    (void)fault;
    return true;
}

static bool open_all(struct desk *desk, const struct keys_secret *secret,
                     struct opening_count *count, struct fault *fault)
{
    struct opening_taker taker = { .take = drop };
    struct meter meter = { 0 };
    meter_begin(&meter, desk->call);
    bool done = reading_run(desk->store, secret, &taker, &meter.progress, count,
                            fault);
    meter_end(&meter);
    return done;
}

static bool close_collection(struct desk *desk, struct fault *fault)
{
    struct about about = *store_about(desk->store);
    about.closed = true;
    return store_change(desk->store, &about, fault);
}

static bool is_open(const struct desk *desk, struct fault *fault)
{
    const struct about *about = store_about(desk->store);
    return !about->closed ||
           fault_set(fault,
                     "the collection “{name}” is closed already; begin the "
                     "next one with “yoursay open”",
                     SLOT("name", about->collection.name));
}

static bool run(struct desk *desk, struct call *call,
                const struct desk_key *key, struct fault *fault)
{
    struct opening_count count = { 0 };
    if (!desk_open(desk, call, fault) || !is_open(desk, fault))
        return false;
    struct keys_secret *secret = desk_unlock(desk, key, fault);
    bool done = secret && open_all(desk, secret, &count, fault) &&
                close_collection(desk, fault);
    keys_destroy(secret);
    if (done)
        slip_say_closed(call, store_about(desk->store), &count);
    return done;
}

enum call_result verb_close(struct call *call)
{
    struct desk desk = { .call = call };
    struct desk_key key = { 0 };
    struct fault fault = { .arena = call->arena };
    const struct call_taken options[] = {
        { .name = "--passphrase-file", .value = &key.passphrase_file },
        { .name = "--recovery-file", .value = &key.recovery_file },
    };
    enum call_result result = call_take(call, options,
                                        sizeof options / sizeof *options);
    if (result == CALL_DONE && call->count > 1)
        result = call_misuse(call, call->arguments[1]);
    if (result == CALL_DONE && key.passphrase_file && key.recovery_file)
        result = call_misuse(call, "--recovery-file");
    if (result != CALL_DONE)
        return result;
    bool done = run(&desk, call, &key, &fault);
    desk_close(&desk);
    return done ? CALL_DONE : call_refuse(call, &fault);
}
