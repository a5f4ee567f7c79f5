/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One call of a subcommand: what every verb is handed, and how it takes its
 * options and says what happened. Verbs print through here, so that every
 * sentence comes from the catalogue in the language of the terminal. Nothing
 * here exits; a verb returns its result.
 */
#ifndef VERBS_CALL_H
#define VERBS_CALL_H

#include <stdio.h>

#include "base/fault.h"

struct words;
struct catalogue;

/* What every subcommand can return: the program's exit status. */
enum call_result { CALL_DONE = 0, CALL_REFUSED = 1, CALL_MISUSED = 2 };

/* One call of a subcommand. */
struct call {
    struct arena *arena;       /* lives as long as the call */
    const struct words *words; /* in the language of the terminal */
    str share;                 /* see verbs/share.h */
    str data;                  /* where collections are kept; see call_data() */
    bool data_given;           /* by --data */
    bool quiet;                /* only what was asked for */
    int count;                 /* of the arguments, with the verb */
    char **arguments;          /* `arguments[0]` is the verb */
    const char *program;       /* as it was called */
    const char *verb;
    const char *usage; /* what stands behind the verb's name */
};

/* Prints one line of people's words; slots as for fault_set(). */
#define call_say(call, stream, english, ...)                                   \
    call_print((call), (stream), (english),                                    \
               (struct slot[]){ { 0 }, ##__VA_ARGS__ },                        \
               sizeof((struct slot[]){ { 0 }, ##__VA_ARGS__ }) /               \
                       sizeof(struct slot) -                                   \
                   1)
void call_print(const struct call *call, FILE *stream, const char *english,
                const struct slot *slots, size_t count);

/* Prints the form of a sentence that goes with the number {n}. */
void call_count(const struct call *call, FILE *stream, const char *one,
                const char *other, long n);

/* Prints a text as it is, and a line end. */
void call_line(FILE *stream, str text);

/* Prints one fault, or all of them with their places. */
enum call_result call_refuse(const struct call *call,
                             const struct fault *fault);
void call_faults(const struct call *call, FILE *stream,
                 const struct faults *faults);

/* Says that an option or argument is wrong, has no value, or is not there,
 * and how the verb is used. */
enum call_result call_misuse(const struct call *call, const char *argument);
enum call_result call_needs_value(const struct call *call, const char *option);
enum call_result call_misses(const struct call *call, const char *argument);

/* Prints how a verb is used. */
void call_usage(FILE *stream, const char *verb, const char *usage);

/* Whether all that was said on standard output has arrived; else says that it
 * has not. */
bool call_arrived(const struct call *call);

/*
 * Takes the option at `arguments[*at]` if it is `name` or `name=value`, and
 * moves `*at` behind it. NULL if it is another one; an empty text if its
 * value is missing.
 */
const char *call_option(const struct call *call, int *at, const char *name);

/* The same for the options that every call takes, wherever they stand: --data
 * and --quiet. False if it is another one; `*bare` is its name if its value is
 * missing. */
bool call_global(struct call *call, int *at, const char **bare);

/* Whether it is known where collections are kept. Else a fault. */
bool call_data(const struct call *call, struct fault *fault);

/* An option that a verb takes, and where its value goes. */
struct call_taken {
    const char *name;
    const char **value;
    bool *given; /* instead of `value`, for an option without one */
};

/* Takes these options and the global ones out of the arguments; what is left behind the verb are
 * other words. CALL_DONE, or it has said what is wrong. */
enum call_result call_take(struct call *call, const struct call_taken *options,
                           size_t count);

/* Opens words in a language of the share folder, with its catalogue. */
struct words *call_words(struct arena *arena, str share, str language,
                         struct catalogue **catalogue, struct fault *fault);

#endif
