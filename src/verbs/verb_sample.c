/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_sample.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "interview/record.h"
#include "keep/founding.h"
#include "keep/glance.h"
#include "keep/post.h"
#include "report/sample.h"
#include "verbs/library.h"
#include "verbs/meter.h"
#include "verbs/share.h"

enum { MOST_RETURNS = STORE_ROOM_MOST - STORE_SPARE, TABLE = 1024 * 1024 };

/* A questionnaire, and what is made up for it. */
struct source {
    const struct form *form;
    struct sample *sample;
};

struct sampling {
    struct call *call;
    const char *returns_text;
    const char *seed_text;
    long returns;
    struct sample_dice dice;
    struct source *sources;
    int source_count;
    struct place *place;
    str passphrase; /* the file that has it */
    struct store *store;
    struct arena *scratch; /* wiped with each return */
    long drawn;
    const struct progress *progress;
};

/* ---- what is drawn from --------------------------------------------------- */

/* "assets/samples/victims.csv" for ".../victims.yaml" */
static str table_of(const struct call *call, str form_file)
{
    struct text part = { .arena = call->arena };
    str name = file_name(form_file);
    text_add(&part, S("assets/samples/"));
    text_add(&part, text_slice(name, 0, name.size - S(".yaml").size));
    text_add(&part, S(".csv"));
    return share_path(call->arena, call->share, text_view(&part).at);
}

/* A questionnaire that nobody made anything up for is left out. */
static bool read_source(struct sampling *sampling, str file,
                        struct faults *faults, struct fault *fault)
{
    struct call *call = sampling->call;
    struct source *source = &sampling->sources[sampling->source_count];
    str path = table_of(call, file);
    str table;
    if (!file_exists(path))
        return true;
    source->form = library_form(call->arena, file, faults);
    if (faults->count > 0 ||
        !file_read(call->arena, path, TABLE, &table, fault))
        return false;
    faults->file = path;
    source->sample = sample_read(call->arena, source->form, table, faults);
    sampling->source_count++;
    return source->sample;
}

static bool read_sources(struct sampling *sampling, struct faults *faults,
                         struct fault *fault)
{
    struct call *call = sampling->call;
    str *files;
    size_t count;
    if (!library_files(call, &files, &count, fault))
        return false;
    sampling->sources = arena_array(call->arena, struct source, count);
    for (size_t i = 0; i < count; i++)
        if (!read_source(sampling, files[i], faults, fault))
            return false;
    return sampling->source_count > 0 ||
           fault_set(fault, "there are no made-up answers beside this "
                            "program; install or build it again");
}

/* ---- the collection ------------------------------------------------------- */

static struct founding_plan plan_of(const struct sampling *sampling)
{
    long room = sampling->returns + STORE_SPARE;
    return (struct founding_plan){
        .names = { .name = COLLECTION_PRACTICE,
                   .service = S("Gwasanaeth ymarfer · Practice service"),
                   .title = S("YOS"),
                   .title_cy = S("TTI"),
                   .language = S("both") },
        .room = (uint32_t)(room < STORE_ROOM_LEAST ? STORE_ROOM_LEAST : room),
    };
}

/* Nothing real is ever in the same folder. */
static bool is_welcome(const struct sampling *sampling, struct fault *fault)
{
    struct call *call = sampling->call;
    for (int i = 1; i <= place_newest(sampling->place); i++) {
        struct about *about = arena_new(call->arena, struct about);
        str folder = place_folder(call->arena, sampling->place, i);
        if (!glance_about(call->arena, folder, about) ||
            !collection_is_practice(&about->collection))
            return fault_set(fault,
                             "there is a collection in {folder} that is not "
                             "made up, and it was left alone; name an empty "
                             "folder with --data",
                             SLOT("folder", call->data));
    }
    return true;
}

/* One file for each collection in the folder. */
static bool write_passphrase(struct sampling *sampling, str passphrase,
                             struct fault *fault)
{
    struct call *call = sampling->call;
    struct text name = { .arena = call->arena };
    struct text line = { .arena = call->arena };
    text_add(&name, S("practice-passphrase-"));
    text_add_number(&name, place_newest(sampling->place) + 1);
    text_add(&line, passphrase);
    text_add_char(&line, '\n');
    str path = file_join(call->arena, call->data, text_view(&name));
    file_remove(path); /* of one that was never finished */
    if (!file_write_new(path, text_view(&line), fault))
        return false;
    sampling->passphrase = path;
    return true;
}

static bool found_with(struct sampling *sampling, struct founding *founding,
                       const struct progress *progress, struct fault *fault)
{
    str passphrase = founding_passphrase(founding);
    founding_tell(founding, progress);
    return write_passphrase(sampling, passphrase, fault) &&
           founding_try_passphrase(founding, passphrase, fault) &&
           founding_try_recovery(founding, founding_recovery(founding),
                                 fault) &&
           founding_finish(founding, fault);
}

static bool found(struct sampling *sampling, const struct progress *progress,
                  struct fault *fault)
{
    struct founding_plan plan = plan_of(sampling);
    struct founding *founding = founding_begin(sampling->place, &plan, fault);
    bool done = founding && found_with(sampling, founding, progress, fault);
    founding_end(founding);
    if (!done && sampling->passphrase.size > 0)
        file_remove(sampling->passphrase);
    return done;
}

/* ---- filling -------------------------------------------------------------- */

/* From each questionnaire in turn. */
static bool draw(void *from, struct envelope *envelope, struct fault *fault)
{
    struct sampling *sampling = from;
    const struct source *source =
        &sampling->sources[sampling->drawn % sampling->source_count];
    if (sampling->drawn == sampling->returns)
        return false;
    arena_wipe(sampling->scratch);
    struct answers *answers = answers_make(sampling->scratch, source->form);
    struct record_frame frame = {
        .form = source->form->id,
        .version = source->form->version,
        .collection = COLLECTION_PRACTICE,
        .mode = RECORD_SCREEN,
    };
    sample_draw(source->sample, &sampling->dice, answers, &frame.language);
    const struct container_id id = container_new_id();
    str record = record_write(sampling->scratch, &frame, answers);
    return post_seal(sampling->store, &id, record, source->form->id, envelope,
                     fault) &&
           (progress_piece(sampling->progress, ++sampling->drawn,
                           sampling->returns) ||
            fault_set(fault,
                      "it was called off; the practice collection in {folder} "
                      "is empty, delete that folder",
                      SLOT("folder", sampling->call->data)));
}

/* Filled and closed at once: nobody can put a real answer in between. */
static bool fill(struct sampling *sampling, const struct progress *progress,
                 struct fault *fault)
{
    struct store_source source = { .next = draw, .from = sampling };
    struct store_added added;
    struct about about = *store_about(sampling->store);
    about.closed = true;
    sampling->progress = progress;
    sampling->scratch = arena_make();
    bool done = store_add(sampling->store, &source, &about, &added, fault);
    arena_destroy(sampling->scratch);
    return done;
}

static bool make(struct sampling *sampling, const struct progress *progress,
                 struct fault *fault)
{
    struct progress_part founding = { .whole = progress, .share = 1, .all = 2 };
    struct progress_part filling = {
        .whole = progress, .before = 1, .share = 1, .all = 2
    };
    struct twin_report report;
    struct place *place = sampling->place;
    if (!found(sampling, progress_of_part(&founding), fault))
        return false;
    str folder = place_folder(sampling->call->arena, place,
                              place_newest(place));
    sampling->store = store_open(folder, &report, fault);
    return sampling->store && fill(sampling, progress_of_part(&filling), fault);
}

/* ---- the verb ------------------------------------------------------------- */

static bool run(struct sampling *sampling, struct faults *faults,
                struct fault *fault)
{
    struct meter meter;
    if (!read_sources(sampling, faults, fault) || !keys_begin(fault))
        return false;
    sampling->place = place_make(sampling->call->data, fault);
    if (!sampling->place || !is_welcome(sampling, fault))
        return false;
    meter_begin(&meter, sampling->call);
    bool done = make(sampling, &meter.progress, fault);
    meter_end(&meter);
    return done;
}

/* As a shell takes it. */
static void add_quoted(struct text *line, str path)
{
    text_add(line, S("'"));
    for (size_t i = 0; i < path.size; i++)
        if (path.at[i] == '\'')
            text_add(line, S("'\\''"));
        else
            text_add_char(line, path.at[i]);
    text_add(line, S("'"));
}

static void say_next(const struct sampling *sampling)
{
    struct call *call = sampling->call;
    struct text line = { .arena = call->arena };
    add_quoted(&line, text_of(call->program));
    text_add(&line, S(" --data "));
    add_quoted(&line, call->data);
    text_add(&line, S(" report --passphrase-file "));
    add_quoted(&line, sampling->passphrase);
    text_add(&line, S(" --as html --out report.html"));
    call_say(call, stdout,
             "{count} made-up returns are in {folder}; to see the report of "
             "them, type:",
             COUNT("count", sampling->returns), SLOT("folder", call->data));
    call_line(stdout, text_view(&line));
}

static enum call_result refuse(const struct sampling *sampling,
                               struct faults *faults, const struct fault *fault)
{
    if (fault->pattern)
        return call_refuse(sampling->call, fault);
    call_faults(sampling->call, stderr, faults);
    return CALL_REFUSED;
}

static enum call_result read_numbers(struct sampling *sampling)
{
    struct call *call = sampling->call;
    long seed = 1;
    if (!text_integer(text_of(sampling->returns_text), &sampling->returns) ||
        sampling->returns < 1 || sampling->returns > MOST_RETURNS)
        return call_misuse(call, sampling->returns_text);
    if (sampling->seed_text &&
        !text_integer(text_of(sampling->seed_text), &seed))
        return call_misuse(call, sampling->seed_text);
    sampling->dice.state = (uint64_t)seed;
    return CALL_DONE;
}

/* The folder has to be named: the one that real collections go into by default
 * would be taken. */
static enum call_result read_arguments(struct sampling *sampling)
{
    struct call *call = sampling->call;
    const struct call_taken options[] = {
        { .name = "--returns", .value = &sampling->returns_text },
        { .name = "--seed", .value = &sampling->seed_text },
    };
    enum call_result result = call_take(call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (call->count > 1)
        return call_misuse(call, call->arguments[1]);
    if (!sampling->returns_text)
        return call_misses(call, "--returns");
    if (!call->data_given)
        return call_misses(call, "--data");
    return read_numbers(sampling);
}

enum call_result verb_sample(struct call *call)
{
    struct sampling sampling = { .call = call };
    struct faults faults = { .arena = call->arena };
    struct fault fault = { .arena = call->arena };
    enum call_result result = read_arguments(&sampling);
    if (result != CALL_DONE)
        return result;
    bool done = run(&sampling, &faults, &fault);
    store_close(sampling.store);
    place_close(sampling.place);
    if (!done)
        return refuse(&sampling, &faults, &fault);
    say_next(&sampling);
    return CALL_DONE;
}
