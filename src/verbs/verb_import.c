/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_import.h"

#include <string.h>

#include "base/arena.h"
#include "interview/record.h"
#include "keep/fingerprint.h"
#include "keep/post.h"
#include "report/intake.h"
#include "verbs/desk.h"
#include "verbs/library.h"
#include "verbs/meter.h"

struct import {
    struct call *call;
    const char *form_name;
    const char *mode_name;
    bool again; /* also what was taken in before */
    str path;
    enum record_mode mode;
    struct desk desk;
    struct form *form;
    struct file_reader *file;
    struct faults faults; /* of the table */
    long count;           /* of its returns */
    long blank;
    str missing;
    unsigned char print[FINGERPRINT];
};

/* How answers can have come here, besides by the kiosk. */
static const struct {
    const char *name;
    enum record_mode mode;
} modes[] = {
    { .name = "paper", .mode = RECORD_PAPER },
    { .name = "assisted", .mode = RECORD_ASSISTED },
};
enum { MODES = sizeof modes / sizeof *modes };

/* One of the two times that the table is read. */
struct passage {
    struct import *import;
    struct arena *scratch; /* wiped with each return */
    struct csv *csv;
    struct intake *intake;
    struct fingerprint *fingerprint;
    const struct progress *progress;
    long count;
};

/* ---- a passage ------------------------------------------------------------ */

static void begin(struct passage *passage, struct import *import,
                  struct arena *arena)
{
    passage->import = import;
    passage->scratch = arena_make();
    passage->csv = csv_of_file(import->file);
    passage->intake = intake_begin(import->form, passage->csv, &import->faults);
    passage->fingerprint = fingerprint_begin(arena);
    fingerprint_add(passage->fingerprint, import->form->id);
}

static void end(struct passage *passage)
{
    intake_end(passage->intake);
    csv_close(passage->csv);
    arena_destroy(passage->scratch);
}

static bool step(struct passage *passage, struct fault *fault)
{
    enum { EVERY = 64 }; /* returns */
    return passage->count % EVERY != 0 ||
           progress_step(passage->progress, (long)csv_done(passage->csv),
                         (long)csv_size(passage->csv)) ||
           fault_set(fault, "it was called off; nothing was changed");
}

/* The next return, of which the fingerprint is taken: what it says, and not how
 * the table was written or how it came here. False at the end, and with a fault
 * if it was called off. */
static bool next(struct passage *passage, struct intake_one *one,
                 struct fault *fault)
{
    arena_wipe(passage->scratch);
    if (!passage->intake || !intake_next(passage->intake, one))
        return false;
    const struct record_frame frame = {
        .form = passage->import->form->id,
        .language = one->language,
    };
    if (one->sound)
        fingerprint_add(passage->fingerprint,
                        record_write(passage->scratch, &frame, one->answers));
    passage->count++;
    return step(passage, fault);
}

/* ---- the first time: is it sound? ----------------------------------------- */

static void note(struct passage *passage)
{
    struct import *import = passage->import;
    import->count = passage->count;
    fingerprint_end(passage->fingerprint, import->print);
    if (passage->intake) {
        import->blank = intake_blank(passage->intake);
        import->missing = intake_missing(import->call->arena, passage->intake);
    }
}

static bool prove(struct import *import, const struct progress *progress,
                  struct fault *fault)
{
    struct passage passage = { .progress = progress };
    struct intake_one one;
    struct arena *arena = arena_make();
    begin(&passage, import, arena);
    while (next(&passage, &one, fault))
        continue;
    note(&passage);
    end(&passage);
    arena_destroy(arena);
    return !fault->pattern && import->faults.count == 0;
}

/* ---- the second time: sealing --------------------------------------------- */

static bool changed(struct fault *fault)
{
    return fault_set(fault, "the table was changed while it was read; nothing "
                            "of it was taken in, import it again when nobody "
                            "writes to it any more");
}

/* Where a table does not say what people read, the collection may. */
static str language_of(const struct import *import, str language)
{
    str held = store_about(import->desk.store)->collection.language;
    bool known = text_equal(held, S("cy")) || text_equal(held, S("en"));
    return language.size == 0 && known ? held : language;
}

/* An export of ODK or Kobo that has grown comes with what was taken in before:
 * that is counted once, as it has one id. */
static struct container_id id_of(const struct import *import, str instance)
{
    return instance.size > 0 && !import->again ? container_id_of(instance)
                                               : container_new_id();
}

static bool seal(struct passage *passage, const struct intake_one *one,
                 struct envelope *envelope, struct fault *fault)
{
    const struct import *import = passage->import;
    const struct store *store = import->desk.store;
    const struct container_id id = id_of(import, one->instance);
    const struct record_frame frame = {
        .form = import->form->id,
        .version = import->form->version,
        .collection = store_about(store)->collection.name,
        .language = language_of(import, one->language),
        .mode = import->mode,
    };
    return post_seal(store, &id,
                     record_write(passage->scratch, &frame, one->answers),
                     import->form->id, envelope, fault);
}

/* At the end: was it the same as before? */
static bool finish(struct passage *passage, struct fault *fault)
{
    unsigned char print[FINGERPRINT];
    fingerprint_end(passage->fingerprint, print);
    bool same = passage->count == passage->import->count &&
                passage->import->faults.count == 0 &&
                memcmp(print, passage->import->print, sizeof print) == 0;
    return same || changed(fault);
}

static bool next_sealed(void *from, struct envelope *envelope,
                        struct fault *fault)
{
    struct passage *passage = from;
    struct intake_one one;
    if (next(passage, &one, fault))
        return (one.sound && passage->count <= passage->import->count)
                   ? seal(passage, &one, envelope, fault)
                   : changed(fault);
    if (!fault->pattern)
        finish(passage, fault);
    return false;
}

static bool put_in(struct import *import, const struct about *about,
                   const struct progress *progress, struct fault *fault)
{
    struct passage passage = { .progress = progress };
    struct store_source source = { .next = next_sealed, .from = &passage };
    struct store_added added;
    struct arena *arena = arena_make();
    begin(&passage, import, arena);
    bool done = store_add(import->desk.store, &source, about, &added, fault);
    end(&passage);
    arena_destroy(arena);
    return done;
}

/* ---- what the store says to it -------------------------------------------- */

static bool may_take(const struct import *import, long count,
                     struct fault *fault)
{
    const struct store *store = import->desk.store;
    struct slot name = SLOT("name", store_about(store)->collection.name);
    if (store_about(store)->closed)
        return fault_set(fault,
                         "the collection “{name}” is closed and takes nothing "
                         "in any more; begin the next one with “yoursay open”",
                         name);
    if (count <= store_free(store))
        return true;
    return fault_set(fault,
                     "there are {count} returns in the table, and the "
                     "collection “{name}” has room for {free} more; nothing "
                     "was taken in, part the table or begin the next "
                     "collection with “yoursay open”",
                     COUNT("count", count), name,
                     COUNT("free", store_free(store)));
}

static bool is_new(struct import *import, struct about *about,
                   struct fault *fault)
{
    bool known = false;
    return fingerprint_remember(about, import->print, &known, fault) &&
           (!known || import->again ||
            fault_set(fault,
                      "the same table was taken into the collection “{name}” "
                      "before; nothing was taken in now, and if it is to be "
                      "counted twice, say --again",
                      SLOT("name", about->collection.name)));
}

static bool has_returns(const struct import *import, struct fault *fault)
{
    return import->count > 0 ||
           fault_set(fault, "there is no return in the table; each row behind "
                            "the first is one");
}

/* Everything or nothing. */
static bool take_in(struct import *import, const struct progress *progress,
                    struct fault *fault)
{
    struct progress_part proving = { .whole = progress, .share = 1, .all = 4 };
    struct progress_part sealing = {
        .whole = progress, .before = 1, .share = 3, .all = 4
    };
    struct about about = *store_about(import->desk.store);
    return prove(import, progress_of_part(&proving), fault) &&
           has_returns(import, fault) &&
           may_take(import, import->count, fault) &&
           is_new(import, &about, fault) &&
           put_in(import, &about, progress_of_part(&sealing), fault);
}

/* ---- the verb ------------------------------------------------------------- */

static bool run(struct import *import, struct fault *fault)
{
    struct meter meter;
    if (!desk_open(&import->desk, import->call, fault) ||
        !may_take(import, 0, fault))
        return false;
    import->file = file_open(import->path, fault);
    if (!import->file)
        return false;
    meter_begin(&meter, import->call);
    bool done = take_in(import, &meter.progress, fault);
    meter_end(&meter);
    return done;
}

static void say_done(const struct import *import)
{
    const struct call *call = import->call;
    if (call->quiet)
        return;
    call_say(call, stdout,
             "{file}: returns taken in: {count}, answers to “{form}”, marked "
             "{mode}",
             SLOT("file", import->path), COUNT("count", import->count),
             SLOT("form", import->form->id),
             SLOT("mode", text_of(import->mode_name)));
    if (import->missing.size > 0)
        call_say(call, stdout,
                 "These questions have no column and are blank in each of "
                 "them: {questions}",
                 SLOT("questions", import->missing));
    if (import->blank > 0)
        call_count(call, stdout, "{n} empty row was passed over",
                   "{n} empty rows were passed over", import->blank);
}

/* All that is wrong with the table, as far as anybody wants to read it. */
static enum call_result refuse_table(struct import *import)
{
    const struct call *call = import->call;
    int more = import->faults.count - FAULT_MOST;
    fault_sort(&import->faults);
    call_faults(call, stderr, &import->faults);
    if (more > 0)
        call_count(call, stderr, "and {n} fault more", "and {n} faults more",
                   more);
    call_count(call, stderr,
               "{n} fault was found in the table; nothing of it was taken in",
               "{n} faults were found in the table; nothing of it was taken in",
               import->faults.count);
    return CALL_REFUSED;
}

static enum call_result refuse(struct import *import, struct fault *fault)
{
    if (!fault->pattern)
        return refuse_table(import);
    return call_refuse(import->call, fault);
}

static enum call_result find_mode(struct import *import)
{
    for (int i = 0; i < MODES; i++)
        if (!strcmp(import->mode_name, modes[i].name)) {
            import->mode = modes[i].mode;
            return CALL_DONE;
        }
    return call_misuse(import->call, import->mode_name);
}

static enum call_result read_arguments(struct import *import)
{
    struct call *call = import->call;
    const struct call_taken options[] = {
        { .name = "--form", .value = &import->form_name },
        { .name = "--mode", .value = &import->mode_name },
        { .name = "--again", .given = &import->again },
    };
    enum call_result result = call_take(call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (!import->form_name)
        return call_misses(call, "--form");
    if (call->count < 2)
        return call_misses(call, "FILE");
    if (call->count > 2)
        return call_misuse(call, call->arguments[2]);
    import->path = text_of(call->arguments[1]);
    return find_mode(import);
}

static enum call_result read_form(struct import *import)
{
    struct call *call = import->call;
    struct fault fault = { .arena = call->arena };
    struct faults faults = { .arena = call->arena };
    str file;
    if (!library_file(call, text_of(import->form_name), &file, &fault))
        return call_refuse(call, &fault);
    import->form = library_form(call->arena, file, &faults);
    if (faults.count == 0)
        return CALL_DONE;
    call_faults(call, stderr, &faults);
    return CALL_REFUSED;
}

enum call_result verb_import(struct call *call)
{
    struct import import = { .call = call,
                             .mode_name = modes[0].name,
                             .faults = { .arena = call->arena } };
    struct fault fault = { .arena = call->arena };
    enum call_result result = read_arguments(&import);
    if (result == CALL_DONE)
        result = read_form(&import);
    if (result != CALL_DONE)
        return result;
    import.faults.file = import.path;
    if (run(&import, &fault))
        say_done(&import);
    else
        result = refuse(&import, &fault);
    file_close(import.file);
    desk_close(&import.desk);
    return result;
}
