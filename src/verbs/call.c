/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/call.h"

#include <string.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/words.h"

void call_line(FILE *stream, str text)
{
    if (text.size > 0)
        fwrite(text.at, 1, text.size, stream);
    fputc('\n', stream);
}

void call_print(const struct call *call, FILE *stream, const char *english,
                const struct slot *slots, size_t count)
{
    call_line(stream, text_fill(call->arena, words_say(call->words, english),
                                slots + 1, count));
}

enum call_result call_refuse(const struct call *call, const struct fault *fault)
{
    call_line(stderr, words_fault(call->words, call->arena, fault));
    return CALL_REFUSED;
}

void call_faults(const struct call *call, FILE *stream,
                 const struct faults *faults)
{
    for (const struct fault *fault = faults->first; fault; fault = fault->next)
        call_line(stream, words_fault(call->words, call->arena, fault));
}

static enum call_result show_usage(const struct call *call)
{
    fprintf(stderr, "  yoursay %s %s\n", call->verb, call->usage);
    return CALL_MISUSED;
}

enum call_result call_misuse(const struct call *call, const char *argument)
{
    call_say(call, stderr,
             "“{argument}” does not fit here; this is how it goes:",
             SLOT("argument", text_of(argument)));
    return show_usage(call);
}

enum call_result call_needs_value(const struct call *call, const char *option)
{
    call_say(call, stderr, "“{argument}” needs a value; this is how it goes:",
             SLOT("argument", text_of(option)));
    return show_usage(call);
}

enum call_result call_misses(const struct call *call, const char *argument)
{
    call_say(call, stderr, "“{argument}” is missing; this is how it goes:",
             SLOT("argument", text_of(argument)));
    return show_usage(call);
}

bool call_arrived(const struct call *call)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    call_say(call, stderr,
             "what was said could not be written out; make room or send it "
             "somewhere else");
    return false;
}

const char *call_option(const struct call *call, int *at, const char *name)
{
    str argument = text_of(call->arguments[*at]);
    if (!text_starts(argument, text_of(name)))
        return NULL;
    const char *rest = argument.at + strlen(name);
    if (*rest == '=') {
        *at += 1;
        return rest + 1;
    }
    if (*rest != '\0')
        return NULL;
    *at += 1;
    if (*at >= call->count)
        return "";
    return call->arguments[(*at)++];
}

struct words *call_words(struct arena *arena, str share, str language,
                         struct catalogue **catalogue, struct fault *fault)
{
    *catalogue = NULL;
    if (!text_equal(language, WORDS_ENGLISH)) {
        struct text name = { .arena = arena };
        text_add(&name, share);
        text_add(&name, S("/catalogues/"));
        text_add(&name, language);
        text_add(&name, S(".mo"));
        *catalogue = catalogue_open(text_view(&name), fault);
        if (!*catalogue)
            return NULL;
    }
    return words_open(language, *catalogue, fault);
}
