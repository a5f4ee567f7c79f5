/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verbs.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "base/words.h"
#include "verbs/call.h"
#include "verbs/share.h"
#include "verbs/verb_bundle.h"
#include "verbs/verb_check.h"
#include "verbs/verb_close.h"
#include "verbs/verb_comments.h"
#include "verbs/verb_form.h"
#include "verbs/verb_import.h"
#include "verbs/verb_join_file.h"
#include "verbs/verb_merge.h"
#include "verbs/verb_open.h"
#include "verbs/verb_passphrase.h"
#include "verbs/verb_play.h"
#include "verbs/verb_report.h"
#include "verbs/verb_run.h"
#include "verbs/verb_sample.h"
#include "verbs/verb_setup.h"
#include "verbs/verb_status.h"
#include "verbs/verb_tally.h"
#include "verbs/verb_verify.h"

struct verb {
    const char *name;
    const char *usage;   /* what stands behind the name */
    const char *summary; /* English, from the catalogue */
    enum call_result (*run)(struct call *call);
};

static const struct verb table[] = {
    { .name = "run",
      .usage = "[--window WxH] [--practice] [--form NAME]",
      .summary = TEXT_KEY("opens the kiosk; --practice keeps nothing"),
      .run = verb_run },
    { .name = "play",
      .usage = "SCRIPT [--size WxH] [--shots DIR] [--form NAME]",
      .summary = TEXT_KEY("plays a script at a kiosk without a screen and "
                          "prints what is on it; keeps nothing"),
      .run = verb_play },
    { .name = "setup",
      .usage = "[--service NAME] [--title YOS] [--title-cy TTI] "
               "[--collection NAME] [--language cy|en|both] [--room N] "
               "[--recovery-file FILE] [--passphrase-file FILE] [--join FILE]",
      .summary = TEXT_KEY("makes the keys and the store of the first "
                          "collection, or joins that of another kiosk; asks "
                          "for what is not given"),
      .run = verb_setup },
    { .name = "status",
      .usage = "",
      .summary = TEXT_KEY("says what is kept: the collection, how many "
                          "answers, how much room, how sound; needs no "
                          "passphrase"),
      .run = verb_status },
    { .name = "close",
      .usage = "[--passphrase-file FILE|- | --recovery-file FILE|-]",
      .summary = TEXT_KEY("ends the collection; nothing more is taken in"),
      .run = verb_close },
    { .name = "comments",
      .usage = "[list [CODE…] [--form NAME] [--only STATE] | quote CODE… --by "
               "NAME | approve CODE… --by NAME | pass CODE… [--by NAME] | "
               "leave CODE… [--by NAME] | redact CODE --span TEXT [--with "
               "ROLE] [--which N] | restore CODE [--which N]] [--collection "
               "NAME] [--passphrase-file FILE|- | --recovery-file FILE|-]",
      .summary = TEXT_KEY("shows what people wrote in their own words, and "
                          "decides what of it may be quoted; STATE is "
                          "undecided, waiting, quoted, passed or left"),
      .run = verb_comments },
    { .name = "open",
      .usage = "[--collection NAME] [--room N] [--recovery-file FILE] "
               "[--passphrase-file FILE] [--join FILE]",
      .summary = TEXT_KEY("begins the next collection, with keys of its own; "
                          "asks for what is not given"),
      .run = verb_open },
    { .name = "import",
      .usage = "--form NAME [--mode paper|assisted] [--again] FILE",
      .summary = TEXT_KEY("takes in returns from paper, or from ODK or Kobo, "
                          "out of a CSV file: all of them or none"),
      .run = verb_import },
    { .name = "join-file",
      .usage = "FILE",
      .summary = TEXT_KEY("writes the file that other kiosks join with"),
      .run = verb_join_file },
    { .name = "bundle",
      .usage = "FILE",
      .summary = TEXT_KEY("writes the sealed answers of a closed collection, "
                          "to be merged on another kiosk"),
      .run = verb_bundle },
    { .name = "merge",
      .usage = "[--refuse KIOSK] FILE…",
      .summary = TEXT_KEY("takes in bundles of other kiosks, or refuses a "
                          "kiosk from now on"),
      .run = verb_merge },
    { .name = "tally",
      .usage = "[--form NAME] [--profile publication|inspection --for "
               "RECIPIENT] --as csv|json|xlsx [--lang en|cy] [--out FILE] "
               "[--collection NAME] [--passphrase-file FILE|- | "
               "--recovery-file FILE|-]",
      .summary = TEXT_KEY("gives out the tallies of a closed collection, as "
                          "far as they may be told"),
      .run = verb_tally },
    { .name = "report",
      .usage = "[--form NAME] [--profile publication|inspection --for "
               "RECIPIENT] --as html|md|txt [--lang en|cy] [--optional "
               "BULLET,…] [--without REF,…] [--first REF,…] [--out FILE] "
               "[--collection NAME] [--passphrase-file "
               "FILE|- | --recovery-file FILE|-] | --list",
      .summary = TEXT_KEY("gives out what a closed collection says, in "
                          "sentences; --list shows what was given out before"),
      .run = verb_report },
    { .name = "verify",
      .usage = "",
      .summary = TEXT_KEY("looks through everything that is kept, and mends "
                          "what is damaged"),
      .run = verb_verify },
    { .name = "passphrase",
      .usage = "[--passphrase-file FILE|- | --recovery-file FILE|-] "
               "[--new-passphrase-file FILE]",
      .summary = TEXT_KEY("gives the collection a new passphrase"),
      .run = verb_passphrase },
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
    { .name = "sample",
      .usage = "--returns N [--seed S]",
      .summary = TEXT_KEY("makes a practice collection of made-up answers in "
                          "the folder of --data, to see a report of"),
      .run = verb_sample },
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

static void print_help(const struct call *call, FILE *stream)
{
    call_say(call, stream,
             "{name}: a questionnaire for children and young people, and for "
             "victims",
             SLOT("name", S("Your Say · Dweud dy Ddweud")));
    fprintf(stream, "\n  yoursay [--data DIR] [--quiet] VERB …\n\n");
    for (int i = 0; i < VERBS; i++) {
        call_usage(stream, table[i].name, table[i].usage);
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

static enum call_result misuse_of_data(const struct call *call)
{
    call_say(call, stderr, "“{argument}” needs a value; this is how it goes:",
             SLOT("argument", S("--data")));
    print_help(call, stderr);
    return CALL_MISUSED;
}

/* ---- options ------------------------------------------------------------- */

/* Takes the global options before the verb; false for one without its value. */
static bool take_globals(struct call *call)
{
    int at = 0;
    const char *bare = NULL;
    while (at < call->count && call_global(call, &at, &bare))
        if (bare)
            return false;
    call->arguments += at;
    call->count -= at;
    return true;
}

/* Whether the verb was left out: no verb means the kiosk. */
static bool means_run(const struct call *call)
{
    int at = 0;
    return call->count == 0 || call_option(call, &at, "--form") ||
           call_option(call, &at, "--lang");
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
    call_usage(stdout, verb->name, verb->usage);
    fputs("      ", stdout);
    call_line(stdout, words_say(call->words, verb->summary));
    return CALL_DONE;
}

/* Puts the verb in front that was left out, where the word before stands:
 * the program's name or a global option. */
static void add_verb(struct call *call)
{
    call->arguments--;
    call->count++;
}

static enum call_result run(struct call *call)
{
    if (!take_globals(call))
        return misuse_of_data(call);
    bool left_out = means_run(call);
    const struct verb *verb = find_verb(left_out ? "run" : call->arguments[0]);
    if (asks_for_help(call))
        return help(call, verb);
    if (!verb)
        return misuse(call);
    if (left_out)
        add_verb(call);
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

/* $XDG_DATA_HOME/yoursay, else ~/.local/share/yoursay; empty if neither is
 * known. */
static str default_data(struct arena *arena)
{
    str data = text_of(getenv("XDG_DATA_HOME"));
    str home = text_of(getenv("HOME"));
    if (data.size == 0 && home.size == 0)
        return S("");
    if (data.size == 0)
        data = file_join(arena, home, S(".local/share"));
    return file_join(arena, data, S("yoursay"));
}

/* Before there are words, only English can say that there are none. */
static int refuse_bare(struct arena *arena, const struct fault *fault)
{
    call_line(stderr, text_fill(arena, text_of(fault->pattern), fault->slots,
                                fault->slot_count));
    return CALL_REFUSED;
}

/* What is closed would become the first file that is opened. Writing there
 * fails, as it should. */
static void open_standard_streams(void)
{
    int handle;
    do
        handle = open("/dev/null", O_RDONLY);
    while (handle >= 0 && handle <= STDERR_FILENO);
    if (handle >= 0)
        close(handle);
}

/* What a crash leaves behind must not hold a key or an answer (P2, P4). */
static void leave_no_core(void)
{
    const struct rlimit none = { 0 };
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

static int finish(const struct call *call, enum call_result result)
{
    if (call_arrived(call))
        return (int)result;
    if (result == CALL_DONE)
        call_say(call, stderr, "what was asked for is done all the same");
    return CALL_REFUSED;
}

int verbs_main(int count, char **arguments)
{
    open_standard_streams();
    leave_no_core();
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct catalogue *catalogue = NULL;
    struct words *words = NULL;
    str share = S("");
    int result;
    if (share_find(arena, &share, &fault))
        words = call_words(arena, share, terminal_language(), &catalogue,
                           &fault);
    struct call call = { .arena = arena,
                         .program = count > 0 ? arguments[0] : "yoursay",
                         .words = words,
                         .share = share,
                         .data = default_data(arena),
                         .count = count - 1,
                         .arguments = arguments + 1 };
    if (words)
        result = finish(&call, run(&call));
    else
        result = refuse_bare(arena, &fault);
    words_close(words);
    catalogue_close(catalogue);
    arena_destroy(arena);
    return result;
}
