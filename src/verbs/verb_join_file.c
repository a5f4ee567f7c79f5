/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_join_file.h"

#include "base/file.h"
#include "verbs/desk.h"

static bool run(struct desk *desk, struct call *call, struct fault *fault)
{
    str file = text_of(call->arguments[1]);
    if (!desk_open(desk, call, fault))
        return false;
    const struct about *about = store_about(desk->store);
    if (!file_may_replace(file, S(COLLECTION_MARK), fault) ||
        !file_write_whole(file, about->charter, fault))
        return false;
    if (!call->quiet)
        call_say(call, stdout,
                 "{file}: other kiosks join the collection “{name}” with it "
                 "and its passphrase: yoursay setup --join {file}",
                 SLOT("file", file), SLOT("name", about->collection.name));
    return true;
}

enum call_result verb_join_file(struct call *call)
{
    struct desk desk = { .call = call };
    struct fault fault = { .arena = call->arena };
    enum call_result result = call_take(call, NULL, 0);
    if (result != CALL_DONE)
        return result;
    if (call->count != 2)
        return call->count < 2 ? call_misses(call, "FILE")
                               : call_misuse(call, call->arguments[2]);
    bool done = run(&desk, call, &fault);
    desk_close(&desk);
    return done ? CALL_DONE : call_refuse(call, &fault);
}
