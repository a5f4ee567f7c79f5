/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_bundle.h"

#include "verbs/desk.h"
#include "verbs/meter.h"
#include "verbs/slip.h"

static bool run(struct desk *desk, struct call *call, struct fault *fault)
{
    struct carry_slip slip;
    struct meter meter = { 0 };
    str file = text_of(call->arguments[1]);
    if (!desk_open(desk, call, fault))
        return false;
    meter_begin(&meter, call);
    bool done = carry_out(desk->store, file, &meter.progress, &slip, fault);
    meter_end(&meter);
    if (done)
        slip_say_out(call, file, &slip);
    return done;
}

enum call_result verb_bundle(struct call *call)
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
