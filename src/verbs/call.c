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

void call_count(const struct call *call, FILE *stream, const char *one,
                const char *other, long n)
{
    call_line(stream, text_fill(call->arena,
                                words_say_count(call->words, one, other, n),
                                &COUNT("n", n), 1));
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

void call_usage(FILE *stream, const char *verb, const char *usage)
{
    fprintf(stream, "  yoursay %s%s%s\n", verb, *usage ? " " : "", usage);
}

static enum call_result show_usage(const struct call *call)
{
    call_usage(stderr, call->verb, call->usage);
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

bool call_global(struct call *call, int *at, const char **bare)
{
    if (!strcmp(call->arguments[*at], "--quiet")) {
        call->quiet = true;
        *at += 1;
        return true;
    }
    const char *data = call_option(call, at, "--data");
    if (!data)
        return false;
    *bare = *data ? NULL : "--data";
    call->data = text_of(data);
    call->data_given = true;
    return true;
}

bool call_data(const struct call *call, struct fault *fault)
{
    return call->data.size > 0 ||
           fault_set(fault,
                     "no folder is known to keep anything in, as neither "
                     "XDG_DATA_HOME nor HOME is set; name one with "
                     "--data");
}

/* Takes the option at `*at` if it is this one. */
static bool take_one(struct call *call, int *at,
                     const struct call_taken *option, enum call_result *result)
{
    if (option->given) {
        if (strcmp(call->arguments[*at], option->name) != 0)
            return false;
        *option->given = true;
        *at += 1;
        return true;
    }
    const char *value = call_option(call, at, option->name);
    if (!value)
        return false;
    *option->value = value;
    if (!*value)
        *result = call_needs_value(call, option->name);
    return true;
}

static bool take_any(struct call *call, int *at,
                     const struct call_taken *options, size_t count,
                     enum call_result *result)
{
    for (size_t i = 0; i < count; i++)
        if (take_one(call, at, &options[i], result))
            return true;
    const char *bare = NULL;
    bool taken = call_global(call, at, &bare);
    if (bare)
        *result = call_needs_value(call, bare);
    return taken;
}

enum call_result call_take(struct call *call, const struct call_taken *options,
                           size_t count)
{
    enum call_result result = CALL_DONE;
    int words = 1;
    for (int at = 1; at < call->count && result == CALL_DONE;) {
        if (take_any(call, &at, options, count, &result))
            continue;
        if (call->arguments[at][0] == '-')
            return call_misuse(call, call->arguments[at]);
        call->arguments[words++] = call->arguments[at++];
    }
    if (result == CALL_DONE)
        call->count = words;
    return result;
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
