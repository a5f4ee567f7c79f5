/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_verify.h"

#include "verbs/desk.h"

static void say_sound(const struct desk *desk)
{
    const struct call *call = desk->call;
    const struct about *about = store_about(desk->store);
    if (!call->quiet)
        call_say(call, stdout,
                 "“{name}”: {count} places were compared with their copies, "
                 "and all are sound now",
                 SLOT("name", about->collection.name),
                 COUNT("count", store_room(desk->store)));
}

/* Opening a store is looking through it; a store that cannot be opened does not
 * keep the others from being looked through. Ctrl-C does. */
static enum call_result verify_all(struct desk *desk)
{
    enum call_result result = CALL_DONE;
    int newest = place_newest(desk->place);
    for (int number = 1; number <= newest && !desk->called_off; number++) {
        struct fault fault = { .arena = desk->call->arena };
        if (!desk_open_number(desk, number, &fault))
            result = call_refuse(desk->call, &fault);
        else if (desk->report.lost > 0)
            result = CALL_REFUSED;
        else
            say_sound(desk);
    }
    return result;
}

enum call_result verb_verify(struct call *call)
{
    struct desk desk = { .call = call };
    struct fault fault = { .arena = call->arena };
    enum call_result result = call_take(call, NULL, 0);
    if (result == CALL_DONE && call->count > 1)
        result = call_misuse(call, call->arguments[1]);
    if (result != CALL_DONE)
        return result;
    if (desk_hold(&desk, call, &fault))
        result = verify_all(&desk);
    else
        result = call_refuse(call, &fault);
    desk_close(&desk);
    return result;
}
