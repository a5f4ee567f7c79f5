/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_merge.h"

#include "verbs/desk.h"
#include "verbs/meter.h"
#include "verbs/slip.h"

static bool merge_one(struct desk *desk, str file, bool *called_off,
                      struct fault *fault)
{
    struct carry_slip slip;
    struct meter meter = { 0 };
    meter_begin(&meter, desk->call);
    bool done = carry_in(desk->store, file, &meter.progress, &slip, fault);
    meter_end(&meter);
    *called_off = meter.called_off;
    if (done)
        slip_say_in(desk->call, file, &slip);
    fflush(stdout);
    return done;
}

/* Says which bundle it was, where the sentence does not. */
static enum call_result refuse_one(const struct call *call, str file,
                                   struct fault *fault)
{
    str pattern = text_of(fault->pattern);
    if (text_find(pattern, S("{file}")) == pattern.size)
        fault->file = file;
    return call_refuse(call, fault);
}

/* One bad bundle does not keep the others out; Ctrl-C does. */
static enum call_result merge_all(struct desk *desk)
{
    struct call *call = desk->call;
    enum call_result result = CALL_DONE;
    bool called_off = false;
    for (int i = 1; i < call->count && !called_off; i++) {
        struct fault fault = { .arena = call->arena };
        str file = text_of(call->arguments[i]);
        if (!merge_one(desk, file, &called_off, &fault))
            result = refuse_one(call, file, &fault);
    }
    return result;
}

static bool refuse_kiosk(struct desk *desk, const char *code,
                         struct fault *fault)
{
    if (!code)
        return true;
    if (!carry_refuse_kiosk(desk->store, text_of(code), fault))
        return false;
    if (!desk->call->quiet)
        call_say(desk->call, stdout,
                 "Kiosk {code}: nothing is taken from it any more",
                 SLOT("code", text_of(code)));
    return true;
}

enum call_result verb_merge(struct call *call)
{
    struct desk desk = { .call = call };
    struct fault fault = { .arena = call->arena };
    const char *refused = NULL;
    const struct call_taken options[] = {
        { .name = "--refuse", .value = &refused },
    };
    enum call_result result = call_take(call, options, 1);
    if (result != CALL_DONE)
        return result;
    if (call->count < 2 && !refused)
        return call_misses(call, "FILE");
    if (desk_open(&desk, call, &fault) && refuse_kiosk(&desk, refused, &fault))
        result = merge_all(&desk);
    else
        result = call_refuse(call, &fault);
    desk_close(&desk);
    return result;
}
