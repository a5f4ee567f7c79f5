/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_play.h"

#include "base/arena.h"
#include "base/file.h"
#include "ui/host.h"
#include "ui/script.h"
#include "verbs/seating.h"

struct play {
    const char *script;
    const char *size;
    const char *shots;
    const char *form;
};

static bool play_on(struct seating *seating, const struct play *play, str text,
                    struct fault *fault)
{
    int width;
    int height;
    seating_size(text_of(play->size), &width, &height);
    struct seat *seat = host_make(&seating->plan, width, height);
    const struct script_place place = { .seat = seat,
                                        .clock = &seating->clock,
                                        .canvas = seating->canvas,
                                        .shots = text_of(play->shots),
                                        .out = stdout };
    bool done = script_play(&place, text, fault);
    if (!done)
        fault->file = text_of(play->script);
    host_end(seat);
    return done;
}

static enum call_result play_script(struct call *call, const struct play *play)
{
    const struct seating_wish wish = { .practice = true,
                                       .by_hand = true,
                                       .form = play->form };
    struct fault fault = { .arena = call->arena };
    struct seating seating;
    str text;
    if (!file_read(call->arena, text_of(play->script), SCRIPT_MOST, &text,
                   &fault))
        return call_refuse(call, &fault);
    enum call_result result = seating_open(&seating, call, &wish);
    if (result == CALL_DONE && !play_on(&seating, play, text, &fault))
        result = call_refuse(call, &fault);
    seating_close(&seating);
    return result;
}

enum call_result verb_play(struct call *call)
{
    struct play play = { .size = "1280x800", .shots = "." };
    const struct call_taken options[] = {
        { .name = "--size", .value = &play.size },
        { .name = "--shots", .value = &play.shots },
        { .name = "--form", .value = &play.form },
    };
    int width;
    int height;
    enum call_result result = call_take(call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (call->count < 2)
        return call_misses(call, "SCRIPT");
    if (call->count > 2)
        return call_misuse(call, call->arguments[2]);
    if (!seating_size(text_of(play.size), &width, &height))
        return call_misuse(call, play.size);
    play.script = call->arguments[1];
    return play_script(call, &play);
}
