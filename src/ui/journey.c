/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/journey.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "interview/record.h"

/* Milliseconds. */
enum {
    THANKS_STAY = 30000,
    RESUME_STAY = 20000,
    UNSENT_AGAIN = 15000, /* until it is tried once more by itself */
};

/* ---- where they are ------------------------------------------------------ */

static void show(struct seat *seat)
{
    seat->stale = true;
    seat->person.page = 0;
}

static void go(struct seat *seat, enum seat_stage stage)
{
    seat->person.depth = 0;
    seat->person.stages[0] = stage;
    show(seat);
}

/* What was covered is as it was left, on its page. */
static void uncover(struct seat *seat)
{
    struct seat_person *person = &seat->person;
    show(seat);
    if (person->depth > 0)
        person->page = person->turned[--person->depth];
}

/* Lays a screen over what is shown. One that lies below is uncovered instead:
 * whoever goes round between Help and Stop never fills the pile, and there is
 * always room to ask whether they are still there (I40). */
static void lay_over(struct seat *seat, enum seat_stage stage)
{
    struct seat_person *person = &seat->person;
    int below = person->depth;
    while (below >= 0 && person->stages[below] != stage)
        below--;
    if (below >= 0) {
        while (person->depth > below)
            uncover(seat);
        return;
    }
    assert(person->depth + 1 < SEAT_DEEP);
    person->turned[person->depth] = person->page;
    person->stages[++person->depth] = stage;
    show(seat);
}

/* ---- who they are -------------------------------------------------------- */

/* Whether anybody can be asked is looked at later: the store may still be
 * opening, and the first screen does not wait for it. */
void journey_begin(struct seat *seat)
{
    const struct seat_plan *plan = &seat->plan;
    seat->person = (struct seat_person){
        .language = plan->language_count > 1 ? -1 : 0,
        .form = plan->only_form,
        .touched = clock_now(plan->clock),
    };
    seat->look.theme = plan->settings.theme;
    seat->look.size = plan->settings.size;
    seat->look.letters = TYPEFACE_ANDIKA;
    seat->unsure = true;
    go(seat, SEAT_WELCOME);
}

/* Nothing of this person is left for the next one (P4). */
static void leave(struct seat *seat)
{
    visit_end(seat->person.visit);
    if (seat->plan.draft)
        draft_wipe(seat->plan.draft);
    memset(&seat->person, 0, sizeof seat->person);
    arena_wipe(seat->frame);
    seat->list = (struct widgets){ 0 };
    lay_forget(seat->lay);
    typeface_set_forget(seat->plan.typefaces);
    focus_forget(&seat->focus);
    seat->persons++;
    seat->left = clock_now(seat->plan.clock);
    seat->leaving = true;
    journey_begin(seat);
}

/* ---- the draft ----------------------------------------------------------- */

/* What is brought back besides the answers. */
struct extra {
    unsigned char language;
    unsigned char theme;
    unsigned char size;
    unsigned char letters;
};
static_assert(sizeof(struct extra) <= DRAFT_EXTRA, "it has room");

static void keep_draft(struct seat *seat)
{
    unsigned char bytes[DRAFT_EXTRA] = { 0 };
    const struct extra extra = {
        .language = (unsigned char)seat->person.language,
        .theme = (unsigned char)seat->look.theme,
        .size = (unsigned char)seat->look.size,
        .letters = (unsigned char)seat->look.letters,
    };
    if (!seat->plan.draft || !seat->person.visit)
        return;
    memcpy(bytes, &extra, sizeof extra);
    draft_keep(seat->plan.draft, seat->person.visit, bytes,
               clock_now(seat->plan.clock));
}

static int find_form(const struct seat *seat, str id)
{
    for (int i = 0; i < seat->plan.form_count; i++)
        if (text_equal(seat->plan.forms[i]->id, id))
            return i;
    return -1;
}

static bool is_sound(const struct seat *seat, const struct extra *extra)
{
    return extra->language < seat->plan.language_count &&
           extra->theme < LOOK_THEMES && extra->size < LOOK_SIZES &&
           extra->letters < TYPEFACES;
}

/* They are asked as they chose to be, and nothing of their answers is shown. */
static bool ask(struct seat *seat, const struct draft_about *about)
{
    struct extra extra;
    int form = find_form(seat, about->form);
    memcpy(&extra, about->extra, sizeof extra);
    if (form < 0 || !is_sound(seat, &extra))
        return false;
    seat->person.form = form;
    seat->person.language = extra.language;
    seat->look.theme = extra.theme;
    seat->look.size = extra.size;
    seat->look.letters = extra.letters;
    go(seat, SEAT_RESUME);
    return true;
}

bool journey_find_draft(struct seat *seat)
{
    struct draft_about about;
    if (!seat->plan.draft || !draft_find(seat->plan.draft, seat->frame,
                                         clock_now(seat->plan.clock), &about))
        return false;
    bool asked = ask(seat, &about);
    if (!asked)
        draft_wipe(seat->plan.draft);
    return asked;
}

void journey_close(struct seat *seat)
{
    go(seat, SEAT_CLOSED);
}

static void restore(struct seat *seat)
{
    struct visit *visit = draft_restore(seat->plan.draft, seat_form(seat));
    if (!visit) {
        leave(seat);
        return;
    }
    seat->person.visit = visit;
    typing_begin(visit, &seat->person.typing);
    go(seat, visit_is_checking(visit) ? SEAT_CHECK : SEAT_QUESTION);
}

/* ---- sending ------------------------------------------------------------- */

static const char *language_name(const struct seat *seat)
{
    return words_language(seat->plan.languages[seat->person.language]).at;
}

static str write_record(const struct seat *seat, struct arena *arena)
{
    const struct form *form = seat_form(seat);
    const struct record_frame frame = {
        .form = form->id,
        .version = form->version,
        .collection = outbox_collection(seat->plan.outbox)->name,
        .language = text_of(language_name(seat)),
        .mode = RECORD_SCREEN,
    };
    return record_write(arena, &frame, seat->person.visit->answers);
}

/* Only when it is safe on disk is the person told so (P1). */
static void send(struct seat *seat)
{
    struct arena *scratch = arena_make();
    struct fault fault = { .arena = scratch };
    bool done = outbox_send(seat->plan.outbox, write_record(seat, scratch),
                            seat->person.visit->id, seat_form(seat)->id,
                            &fault);
    arena_destroy(scratch);
    if (done) {
        visit_end(seat->person.visit);
        seat->person.visit = NULL;
        if (seat->plan.draft)
            draft_wipe(seat->plan.draft);
    }
    seat->person.touched = clock_now(seat->plan.clock);
    go(seat, done ? SEAT_THANKS : SEAT_UNSENT);
}

/* ---- what is done -------------------------------------------------------- */

static void begin_visit(struct seat *seat)
{
    struct container_id id = container_new_id();
    seat->person.visit = visit_begin(seat_form(seat), id.bytes);
    go(seat, SEAT_QUESTION);
}

static void open_question(struct seat *seat)
{
    const struct visit *visit = seat->person.visit;
    typing_begin(visit, &seat->person.typing);
    go(seat, visit_is_checking(visit) ? SEAT_CHECK : SEAT_QUESTION);
}

static void next_stage(struct seat *seat)
{
    switch (seat_stage(seat)) {
    case SEAT_LOOK:
        if (seat->person.depth > 0)
            uncover(seat);
        else
            go(seat, SEAT_PRIVACY);
        return;
    case SEAT_PRIVACY:
        begin_visit(seat);
        return;
    case SEAT_QUESTION:
        visit_next(seat->person.visit);
        open_question(seat);
        return;
    case SEAT_THANKS:
        leave(seat);
        return;
    default:
        return;
    }
}

static void act_next(struct seat *seat, long which)
{
    (void)which;
    if (seat->person.page + 1 < seat->person.pages) {
        seat->person.page++;
        seat->stale = true;
        return;
    }
    next_stage(seat);
}

static void act_skip(struct seat *seat, long which)
{
    (void)which;
    next_stage(seat);
}

static void back_stage(struct seat *seat)
{
    bool asked_who = seat->plan.only_form < 0;
    switch (seat_stage(seat)) {
    case SEAT_WHO:
        leave(seat);
        return;
    case SEAT_LOOK:
        if (asked_who)
            go(seat, SEAT_WHO);
        else
            leave(seat);
        return;
    case SEAT_PRIVACY:
        go(seat, SEAT_LOOK);
        return;
    case SEAT_QUESTION:
    case SEAT_CHECK:
        if (visit_back(seat->person.visit))
            open_question(seat);
        return;
    default:
        return;
    }
}

static void act_back(struct seat *seat, long which)
{
    (void)which;
    if (seat->person.page > 0) {
        seat->person.page--;
        seat->stale = true;
    } else if (seat->person.depth > 0) {
        uncover(seat);
    } else {
        back_stage(seat);
    }
}

static void act_language(struct seat *seat, long which)
{
    int count = seat->plan.language_count;
    int language = which >= 0 ? (int)which : (seat_language(seat) + 1) % count;
    seat->person.language = language;
    seat->person.peeking = false;
    seat->stale = true;
    if (seat_stage(seat) == SEAT_WELCOME)
        go(seat, seat->plan.only_form < 0 ? SEAT_WHO : SEAT_LOOK);
}

static void act_peek(struct seat *seat, long which)
{
    seat->person.peeking = which != 0 && seat->plan.language_count > 1;
    seat->stale = true;
}

static void act_who(struct seat *seat, long which)
{
    assert(which >= 0 && which < seat->plan.form_count);
    seat->person.form = (int)which;
    go(seat, SEAT_LOOK);
}

static void act_theme(struct seat *seat, long which)
{
    seat->look.theme = (enum look_theme)which;
    seat->stale = true;
}

static void act_size(struct seat *seat, long which)
{
    seat->look.size = (enum look_size)which;
    show(seat);
}

static void act_letters(struct seat *seat, long which)
{
    seat->look.letters = (enum typeface_id)which;
    show(seat);
}

static void act_look(struct seat *seat, long which)
{
    (void)which;
    lay_over(seat, SEAT_LOOK);
}

static void act_help(struct seat *seat, long which)
{
    (void)which;
    lay_over(seat, SEAT_HELP);
}

static void act_stop(struct seat *seat, long which)
{
    (void)which;
    if (seat_stage(seat) == SEAT_IDLE)
        uncover(seat);
    lay_over(seat, SEAT_STOP);
}

/* ---- answers ---- */

static struct visit *open_visit(struct seat *seat)
{
    seat->stale = true;
    return seat_stage(seat) == SEAT_QUESTION ? seat->person.visit : NULL;
}

static void take_back(struct seat *seat, struct visit *visit)
{
    answers_clear(visit->answers, visit->question);
    typing_bring_back(visit, &seat->person.typing);
}

static void act_choose(struct seat *seat, long which)
{
    struct visit *visit = open_visit(seat);
    if (!visit)
        return;
    if (which < 0)
        typing_put_away(visit, &seat->person.typing);
    /* A second tap takes it back, as it does where many can stand. */
    if (answers_chose(visit->answers, visit->question, (int)which) &&
        (which < 0 ||
         visit->form->questions[visit->question].kind != FORM_MANY))
        take_back(seat, visit);
    else
        answers_choose(visit->answers, visit->question, (int)which);
}

static void act_slide_to(struct seat *seat, long which)
{
    struct visit *visit = open_visit(seat);
    if (visit)
        answers_set_number(visit->answers, visit->question, which);
}

static void act_slide_by(struct seat *seat, long which)
{
    struct visit *visit = open_visit(seat);
    if (!visit)
        return;
    const struct form_question *asked =
        &visit->form->questions[visit->question];
    const struct answer *answer = &visit->answers->all[visit->question];
    bool set = answer->given && answer->choice == FORM_BLANK;
    long from = set ? answer->number : (asked->start + asked->end) / 2;
    answers_set_number(visit->answers, visit->question,
                       from + which * asked->tick);
}

static void act_write(struct seat *seat, struct action action)
{
    struct visit *visit = open_visit(seat);
    if (visit)
        typing_act(visit, &seat->person.typing, action);
}

static void act_keys(struct seat *seat, long which)
{
    seat->person.typing.keys = (int)which;
    seat->person.typing.accents = 0;
    seat->stale = true;
}

/* They stay when the letter that was held is let go. */
static void act_accents(struct seat *seat, long which)
{
    if (which == 0)
        return;
    seat->person.typing.accents = which;
    seat->stale = true;
}

static void act_change(struct seat *seat, long which)
{
    if (!seat->person.visit || seat_stage(seat) != SEAT_CHECK)
        return;
    seat->person.checked = seat->person.page;
    visit_change(seat->person.visit, (int)which);
    open_question(seat);
}

/* ---- leaving ---- */

static void act_send(struct seat *seat, long which)
{
    (void)which;
    if (seat->person.visit)
        go(seat, SEAT_SENDING);
}

static void act_cover(struct seat *seat, long which)
{
    (void)which;
    uncover(seat);
    lay_over(seat, SEAT_COVERED);
}

static void act_continue(struct seat *seat, long which)
{
    (void)which;
    if (seat_stage(seat) == SEAT_RESUME)
        restore(seat);
    else
        uncover(seat);
}

static void act_delete(struct seat *seat, long which)
{
    (void)which;
    leave(seat);
}

static void (*const acts[ACTIONS])(struct seat *seat, long which) = {
    [ACTION_LANGUAGE] = act_language, [ACTION_WHO] = act_who,
    [ACTION_SKIP] = act_skip,         [ACTION_NEXT] = act_next,
    [ACTION_BACK] = act_back,         [ACTION_THEME] = act_theme,
    [ACTION_SIZE] = act_size,         [ACTION_LETTERS] = act_letters,
    [ACTION_LOOK] = act_look,         [ACTION_HELP] = act_help,
    [ACTION_STOP] = act_stop,         [ACTION_PEEK] = act_peek,
    [ACTION_CHOOSE] = act_choose,     [ACTION_SLIDE_TO] = act_slide_to,
    [ACTION_SLIDE_BY] = act_slide_by, [ACTION_KEYS] = act_keys,
    [ACTION_ACCENTS] = act_accents,   [ACTION_CHANGE] = act_change,
    [ACTION_SEND] = act_send,         [ACTION_COVER] = act_cover,
    [ACTION_CONTINUE] = act_continue, [ACTION_SEND_NOW] = act_send,
    [ACTION_DELETE] = act_delete,     [ACTION_STILL_HERE] = act_continue,
};

void journey_act(struct seat *seat, struct action action)
{
    seat->person.touched = clock_now(seat->plan.clock);
    if (action.kind == ACTION_NONE)
        return;
    if (acts[action.kind])
        acts[action.kind](seat, action.which);
    else
        act_write(seat, action);
    keep_draft(seat);
}

/* ---- time ---------------------------------------------------------------- */

/* How long this screen stays untouched until something happens; -1: as long as
 * it likes. */
int64_t journey_patience(const struct seat *seat)
{
    const struct settings *settings = &seat->plan.settings;
    switch (seat_stage(seat)) {
    case SEAT_WELCOME:
    case SEAT_CLOSED:
        return -1;
    case SEAT_SENDING:
        return 0;
    case SEAT_UNSENT:
        return UNSENT_AGAIN;
    case SEAT_THANKS:
        return THANKS_STAY;
    case SEAT_RESUME:
        return RESUME_STAY;
    case SEAT_IDLE:
        return (int64_t)settings->idle_more * 1000;
    default:
        return (int64_t)settings->idle * 1000;
    }
}

/* Whether answers are waiting to be stored below what is shown: then nobody
 * needs to be there (P1). */
static bool is_unsent(const struct seat *seat)
{
    return seat->person.stages[0] == SEAT_UNSENT;
}

void journey_lose_patience(struct seat *seat)
{
    seat->person.touched = clock_now(seat->plan.clock);
    switch (seat_stage(seat)) {
    case SEAT_SENDING:
    case SEAT_UNSENT:
        send(seat);
        return;
    case SEAT_THANKS:
    case SEAT_RESUME:
    case SEAT_IDLE:
        leave(seat);
        return;
    default:
        touch_forget(&seat->touch);
        seat->person.peeking = false;
        if (is_unsent(seat))
            go(seat, SEAT_UNSENT);
        else
            lay_over(seat, SEAT_IDLE);
        return;
    }
}
