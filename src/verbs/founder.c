/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/founder.h"

#include <signal.h>
#include <string.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "base/words.h"
#include "verbs/ask.h"
#include "verbs/meter.h"
#include "verbs/recovery_page.h"

/* A founding on its way, and what has to be cleaned up behind it. */
struct making {
    struct founder *founder;
    struct founding *founding;
    struct call call; /* with an arena of its own, for what is secret */
    str sheet;        /* where the recovery sheet was written */
    str written[3];   /* files, to be removed if it fails */
    int written_count;
};

/* What is wrong is said to somebody who can type it again. */
bool founder_ask(struct founder *founder, const char *label, str *name,
                 struct fault *fault)
{
    const struct call *call = founder->call;
    const struct collection *names = &founder->plan.names;
    if (name->size > 0)
        return true;
    while (ask_line(call, words_say(call->words, label), name, fault)) {
        struct fault wrong = { .arena = call->arena };
        if (!ask_can())
            return collection_check_text(names, name, fault);
        if (collection_check_text(names, name, &wrong))
            return true;
        call_refuse(call, &wrong);
    }
    return false;
}

/* Nothing is overwritten, not even what a set-up left that was killed: nobody
 * but who ran it can know that the file is such a one. */
static bool is_free(str file, struct fault *fault)
{
    struct fault passed_over = { .arena = fault->arena };
    return file_is_free(file, &passed_over) ||
           fault_set(
               fault,
               "{file} is there already; choose another name. If a set-up "
               "that was broken off wrote it, and “yoursay status” does "
               "not name its collection, it opens nothing and can be "
               "deleted",
               SLOT("file", file));
}

static bool write_secret(struct making *making, str path, str content,
                         struct fault *fault)
{
    if (!is_free(path, fault) || !file_write_new(path, content, fault))
        return false;
    making->written[making->written_count++] = path;
    return true;
}

static bool read_back(struct making *making, const char *path, str *content,
                      struct fault *fault)
{
    return file_read(making->call.arena, text_of(path), RECOVERY_SHEET_LONGEST,
                     content, fault);
}

/* ---- the recovery sheet -------------------------------------------------- */

static const struct {
    const char *held; /* what the collection is held in */
    const char *languages[RECOVERY_SHEET_LANGUAGES];
} sheets[] = {
    { .held = "cy", .languages = { "cy" } },
    { .held = "en", .languages = { "en" } },
    { .held = "both", .languages = { "cy", "en" } },
};

/* The words of a sheet, each with its catalogue. */
struct tongues {
    struct words *words[RECOVERY_SHEET_LANGUAGES];
    struct catalogue *catalogues[RECOVERY_SHEET_LANGUAGES];
};

static void close_tongues(struct tongues *tongues)
{
    for (int i = 0; i < RECOVERY_SHEET_LANGUAGES; i++) {
        words_close(tongues->words[i]);
        catalogue_close(tongues->catalogues[i]);
    }
}

static bool open_tongues(struct making *making, struct tongues *tongues,
                         struct fault *fault)
{
    str held = founding_collection(making->founding)->language;
    size_t which = 0;
    while (!text_equal(text_of(sheets[which].held), held))
        which++;
    for (int i = 0; i < RECOVERY_SHEET_LANGUAGES; i++) {
        const char *language = sheets[which].languages[i];
        if (!language)
            continue;
        tongues->words[i] = call_words(making->call.arena, making->call.share,
                                       text_of(language),
                                       &tongues->catalogues[i], fault);
        if (!tongues->words[i])
            return false;
    }
    return true;
}

static bool write_sheets(struct making *making, const struct tongues *tongues,
                         str path, struct fault *fault)
{
    const struct collection *collection = founding_collection(making->founding);
    struct arena *arena = making->call.arena;
    struct recovery_sheet sheet = {
        .service = collection->service,
        .collection = collection->name,
        .key = founding_recovery(making->founding).at,
        .languages = { tongues->words[0], tongues->words[1] },
    };
    struct text page = { .arena = arena };
    text_add(&page, path);
    text_add(&page, S(".html"));
    return write_secret(making, path, recovery_sheet_text(arena, &sheet),
                        fault) &&
           write_secret(making, text_view(&page),
                        recovery_page_html(arena, &sheet), fault);
}

static bool give_sheet(struct making *making, str path, struct fault *fault)
{
    struct tongues tongues = { 0 };
    bool done = open_tongues(making, &tongues, fault) &&
                write_sheets(making, &tongues, path, fault);
    close_tongues(&tongues);
    return done;
}

static bool ask_back(struct making *making, const char *question,
                     bool (*try)(struct founding *, str, struct fault *),
                     struct fault *fault)
{
    const struct call *call = &making->call;
    str typed;
    while (ask_line(call, words_say(call->words, question), &typed, fault)) {
        struct fault wrong = { .arena = call->arena };
        if (try(making->founding, typed, &wrong))
            return true;
        call_refuse(call, &wrong);
    }
    return false;
}

static bool try_sheet_file(struct making *making, struct fault *fault)
{
    str content;
    str key;
    return read_back(making, making->founder->recovery_file, &content, fault) &&
           recovery_sheet_find(making->call.arena, content, &key, fault) &&
           founding_try_recovery(making->founding, key, fault);
}

/* Files that are no use any more are not left behind. */
static void unwrite(struct making *making, int to)
{
    while (making->written_count > to)
        file_remove(making->written[--making->written_count]);
}

/* Until it can be written somewhere: the passphrase is on paper by now. */
static bool ask_sheet(struct making *making, struct fault *fault)
{
    const struct call *call = &making->call;
    int before = making->written_count;
    str question = words_say(
        call->words,
        "File for the recovery sheet, for example /media/stick/recovery");
    while (ask_line(call, question, &making->sheet, fault)) {
        struct fault wrong = { .arena = call->arena };
        if (making->sheet.size == 0)
            continue;
        if (give_sheet(making, making->sheet, &wrong))
            return true;
        unwrite(making, before);
        call_refuse(call, &wrong);
    }
    return false;
}

static bool give_recovery(struct making *making, struct fault *fault)
{
    if (making->founder->recovery_file) {
        making->sheet = text_of(making->founder->recovery_file);
        return give_sheet(making, making->sheet, fault) &&
               try_sheet_file(making, fault);
    }
    if (!ask_sheet(making, fault))
        return false;
    call_say(&making->call, stderr,
             "The recovery sheet is in {file}, and as a page to print in "
             "{file}.html. Print it, and type the recovery key from the paper",
             SLOT("file", making->sheet));
    return ask_back(making, TEXT_KEY("Recovery key, as it stands on the sheet"),
                    founding_try_recovery, fault);
}

/* ---- the passphrase ------------------------------------------------------ */

static bool try_passphrase_file(struct making *making, struct fault *fault)
{
    str typed;
    return ask_secret_file(&making->call, making->founder->passphrase_file,
                           &typed, fault) &&
           founding_try_passphrase(making->founding, typed, fault);
}

/* A key pressed too early must not take the passphrase away. */
bool founder_show(const struct call *call, str passphrase, struct fault *fault)
{
    str typed = S("");
    str word = words_say(call->words, "written");
    str question = text_fill(
        call->arena,
        words_say(call->words, "Type “{word}” when it is written down"),
        &SLOT("word", word), 1);
    call_say(call, stderr,
             "This is the passphrase. Write it down, and keep it where the "
             "kiosk is not:");
    call_line(stderr, passphrase);
    while (!text_equal(typed, word))
        if (!ask_line(call, question, &typed, fault))
            return false;
    ask_clear_aside();
    return true;
}

static bool give_passphrase(struct making *making, struct fault *fault)
{
    const char *file = making->founder->passphrase_file;
    str passphrase = founding_passphrase(making->founding);
    bool joins = passphrase.size == 0;
    if (file) {
        struct text line = { .arena = making->call.arena };
        text_add(&line, passphrase);
        text_add_char(&line, '\n');
        return (joins ||
                write_secret(making, text_of(file), text_view(&line), fault)) &&
               try_passphrase_file(making, fault);
    }
    bool done = (joins || founder_show(&making->call, passphrase, fault)) &&
                ask_back(making, TEXT_KEY("Passphrase of the collection"),
                         founding_try_passphrase, fault);
    ask_clear_aside();
    return done;
}

/* ---- the whole ----------------------------------------------------------- */

static bool read_join(struct founder *founder, struct fault *fault)
{
    return !founder->join ||
           file_read(founder->call->arena, text_of(founder->join),
                     COLLECTION_CHARTER, &founder->plan.joined, fault);
}

static bool read_room(struct founder *founder, struct fault *fault)
{
    long room = 0;
    if (!founder->room)
        return true;
    if (text_integer(text_of(founder->room), &room) && room > 0 &&
        room <= STORE_ROOM_MOST) {
        founder->plan.room = (uint32_t)room;
        return true;
    }
    return fault_set(fault,
                     "“{room}” is no number of answers to have room for; "
                     "choose one from {least} to {most}",
                     SLOT("room", text_of(founder->room)),
                     COUNT("least", STORE_ROOM_LEAST),
                     COUNT("most", STORE_ROOM_MOST));
}

/* Passphrases are in the language that staff use. */
static enum passphrase_language choose_language(const struct founder *founder)
{
    bool welsh = text_equal(words_language(founder->call->words), S("cy")) ||
                 text_equal(founder->plan.names.language, S("cy"));
    return welsh ? PASSPHRASE_WELSH : PASSPHRASE_ENGLISH;
}

static void say_where(const struct making *making)
{
    const struct founder *founder = making->founder;
    const struct call *call = founder->call;
    call_say(
        call, stdout,
        "The collection “{name}” is open. A trial answer was sealed, kept, "
        "opened and removed again",
        SLOT("name", founding_collection(making->founding)->name));
    if (founder->passphrase_file && founder->plan.joined.size == 0)
        call_say(call, stdout,
                 "The passphrase is in {file}: move it to where the kiosk is "
                 "not",
                 SLOT("file", text_of(founder->passphrase_file)));
    if (making->sheet.size > 0)
        call_say(call, stdout,
                 "The recovery sheet is in {file} and {file}.html: print it, "
                 "lock the paper away, and delete both files",
                 SLOT("file", making->sheet));
}

/* ---- what can end it ----------------------------------------------------- */

static const int endings[] = { SIGINT, SIGTERM, SIGHUP };

/* What would end the program waits, so that no file is left behind. */
static void hold_endings(sigset_t *before)
{
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        sigaddset(&held, endings[i]);
    sigprocmask(SIG_BLOCK, &held, before);
}

static bool may_go_on(struct fault *fault)
{
    sigset_t waiting;
    sigpending(&waiting);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (sigismember(&waiting, endings[i]))
            return fault_set(fault, "it was called off; nothing was changed");
    return true;
}

/* What is new is never written to standard output, and what is joined has its
 * names and its recovery sheet. */
const char *founder_misfit(const struct founder *founder)
{
    static const char input[] = "-";
    if (founder->recovery_file &&
        (founder->join || !strcmp(founder->recovery_file, input)))
        return "--recovery-file";
    if (founder->passphrase_file && !founder->join &&
        !strcmp(founder->passphrase_file, input))
        return "--passphrase-file";
    return NULL;
}

/* Before anything is made: what cannot end well. */
static bool can_begin(const struct founder *founder, struct fault *fault)
{
    const char *const files[] = { founder->recovery_file,
                                  founder->join ? NULL
                                                : founder->passphrase_file };
    for (int i = 0; i < 2; i++)
        if (files[i] && !is_free(text_of(files[i]), fault))
            return false;
    return ask_can_show() || founder->join ||
           (founder->passphrase_file && founder->recovery_file) ||
           fault_set(fault, "nobody sits at a terminal to be shown a "
                            "passphrase; name new files with --passphrase-file "
                            "and --recovery-file");
}

static bool give_out(struct making *making, struct fault *fault)
{
    const struct founder *founder = making->founder;
    ask_begin_aside();
    bool done = give_passphrase(making, fault) &&
                (founder->plan.joined.size > 0 || give_recovery(making, fault));
    ask_end_aside();
    return done;
}

/* A large store takes minutes. */
static bool finish(struct making *making, struct fault *fault)
{
    struct meter meter;
    meter_begin(&meter, making->founder->call);
    founding_tell(making->founding, &meter.progress);
    bool done = founding_finish(making->founding, fault);
    founding_tell(making->founding, NULL);
    meter_end(&meter);
    return done;
}

static bool found(struct making *making, struct fault *fault)
{
    struct founder *founder = making->founder;
    founder->plan.language = choose_language(founder);
    making->founding = founding_begin(founder->place, &founder->plan, fault);
    return making->founding && give_out(making, fault) && may_go_on(fault) &&
           finish(making, fault);
}

/* With an arena of its own and nothing left behind, whatever comes. */
static bool found_cleanly(struct founder *founder, struct fault *fault)
{
    struct making making = { .founder = founder, .call = *founder->call };
    int before = place_newest(founder->place);
    making.call.arena = arena_make();
    bool done = found(&making, fault);
    if (place_newest(founder->place) == before)
        unwrite(&making, 0);
    if (done && !founder->call->quiet)
        say_where(&making);
    founding_end(making.founding);
    arena_destroy(making.call.arena);
    return done;
}

bool founder_run(struct founder *founder, struct fault *fault)
{
    sigset_t before;
    if (!read_room(founder, fault) || !read_join(founder, fault) ||
        !can_begin(founder, fault))
        return false;
    hold_endings(&before);
    bool done = found_cleanly(founder, fault);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return done;
}
