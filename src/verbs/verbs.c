/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verbs.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "base/words.h"
#include "verbs/call.h"
#include "verbs/share.h"
#include "verbs/verb_check.h"
#include "verbs/verb_form.h"
#include "verbs/verb_run.h"

struct verb {
    const char *name;
    const char *usage;   /* what stands behind the name */
    const char *summary; /* English, from the catalogue */
    enum call_result (*run)(struct call *call);
};

static const struct verb table[] = {
    { .name = "run",
      .usage = "[--form NAME] [--lang en|cy]",
      .summary = TEXT_KEY("walks through the questionnaires in the terminal; "
                          "keeps nothing"),
      .run = verb_run },
    { .name = "check",
      .usage = "[--json] [FILE…]",
      .summary = TEXT_KEY("finds every fault in questionnaires, translations, "
                          "pictures and typefaces"),
      .run = verb_check },
    { .name = "form",
      .usage = "NAME… --as pot [--out FILE]",
      .summary = TEXT_KEY("writes a questionnaire out in another form: pot, "
                          "the texts for translators"),
      .run = verb_form },
};
enum { VERBS = sizeof table / sizeof *table };

static const struct verb *find_verb(const char *name)
{
    for (int i = 0; i < VERBS; i++)
        if (!strcmp(table[i].name, name))
            return &table[i];
    return NULL;
}

/* ---- printing ------------------------------------------------------------ */

static void print_usage(FILE *stream, const struct verb *verb)
{
    fprintf(stream, "  yoursay %s %s\n", verb->name, verb->usage);
}

static void print_help(const struct call *call, FILE *stream)
{
    call_say(call, stream,
             "Your Say: a questionnaire for children and young people, and "
             "for victims");
    fprintf(stream, "\n  yoursay [--data DIR] [--quiet] VERB …\n\n");
    for (int i = 0; i < VERBS; i++) {
        print_usage(stream, &table[i]);
        fputs("      ", stream);
        call_line(stream, words_say(call->words, table[i].summary));
    }
}

/* No such verb, or no such option before one. */
static enum call_result misuse(const struct call *call)
{
    call_say(call, stderr, "“{argument}” is not known; this is what there is:",
             SLOT("argument", text_of(call->arguments[0])));
    print_help(call, stderr);
    return CALL_MISUSED;
}

/* ---- options ------------------------------------------------------------- */

/* Takes the global options; false for one that does not exist. */
static bool take_globals(struct call *call)
{
    int at = 0;
    while (at < call->count && call->arguments[at][0] == '-') {
        const char *data = call_option(call, &at, "--data");
        if (data && *data) {
            call->data = text_of(data);
        } else if (!data && !strcmp(call->arguments[at], "--quiet")) {
            call->quiet = true;
            at++;
        } else {
            break;
        }
    }
    call->arguments += at;
    call->count -= at;
    return call->count == 0 || call->arguments[0][0] != '-';
}

static bool asks_for_help(const struct call *call)
{
    for (int i = 0; i < call->count; i++)
        if (!strcmp(call->arguments[i], "--help"))
            return true;
    return false;
}

static enum call_result help(const struct call *call, const struct verb *verb)
{
    if (!verb) {
        print_help(call, stdout);
        return CALL_DONE;
    }
    print_usage(stdout, verb);
    fputs("      ", stdout);
    call_line(stdout, words_say(call->words, verb->summary));
    return CALL_DONE;
}

/* No verb means the kiosk. */
static const struct verb *chosen_verb(const struct call *call)
{
    return find_verb(call->count > 0 ? call->arguments[0] : "run");
}

static enum call_result run(struct call *call)
{
    bool known_globals = take_globals(call);
    const struct verb *verb = chosen_verb(call);
    if (asks_for_help(call))
        return help(call, verb);
    if (!known_globals || !verb)
        return misuse(call);
    call->verb = verb->name;
    call->usage = verb->usage;
    return verb->run(call);
}

/* ---- the language of the terminal ---------------------------------------- */

static str terminal_language(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str locale = text_of(getenv(names[i]));
        if (locale.size > 0)
            return text_starts(locale, S("cy")) ? S("cy") : WORDS_ENGLISH;
    }
    return WORDS_ENGLISH;
}

/* $XDG_DATA_HOME/yoursay, else ~/.local/share/yoursay. */
static str default_data(struct arena *arena)
{
    str home = text_of(getenv("XDG_DATA_HOME"));
    if (home.size == 0)
        home = file_join(arena, text_of(getenv("HOME")), S(".local/share"));
    return file_join(arena, home, S("yoursay"));
}

/* Before there are words, only English can say that there are none. */
static int refuse_bare(struct arena *arena, const struct fault *fault)
{
    call_line(stderr, text_fill(arena, text_of(fault->pattern), fault->slots,
                                fault->slot_count));
    return CALL_REFUSED;
}

int verbs_main(int count, char **arguments)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct catalogue *catalogue = NULL;
    struct words *words = NULL;
    str share;
    int result;
    if (share_find(arena, &share, &fault))
        words = call_words(arena, share, terminal_language(), &catalogue,
                           &fault);
    if (words)
        result = run(&(struct call){ .arena = arena,
                                     .words = words,
                                     .share = share,
                                     .data = default_data(arena),
                                     .count = count - 1,
                                     .arguments = arguments + 1 });
    else
        result = refuse_bare(arena, &fault);
    words_close(words);
    catalogue_close(catalogue);
    arena_destroy(arena);
    return fflush(stdout) == 0 ? result : (int)CALL_REFUSED;
}
