/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "witness.h"

#include <string.h>

#include "interview/record.h"
#include "table.h"
#include "ui/journey.h"

static struct witness {
    struct table now;
    struct table draft; /* what a crash leaves */
    int64_t drafted;
    int language; /* index; -1: none */
    int draft_language;
    bool draft_knows_id;
    bool wants_to_send;
    bool is_sent;
    unsigned char id[OUTBOX_ID]; /* of the visit that was sent last */
    bool knows_id;
    unsigned char done_id[OUTBOX_ID]; /* of the last that was stored */
    int64_t touched;
    long persons;
    long shown; /* the list that was looked at last */
    enum action_kind last;
    struct witness_outbox outbox;
    struct witness_count count;
} witness;

/* The table is large: a copy of it is made only where it is meant. */
static const struct seat *seat_of_now;

struct witness_outbox *witness_outbox(void)
{
    return &witness.outbox;
}

const struct witness_count *witness_count(void)
{
    return &witness.count;
}

#define expect(holds, ...)                                                     \
    do {                                                                       \
        if (!(holds))                                                          \
            fail_msg(__VA_ARGS__);                                             \
    } while (0)

/* ---- what an action means ------------------------------------------------- */

static struct table *table(void)
{
    return &witness.now;
}

static bool turns_page(const struct seat *seat, enum action_kind kind)
{
    return kind == ACTION_NEXT ? seat->person.page + 1 < seat->person.pages
                               : seat->person.page > 0;
}

static void note_move(const struct seat *seat, enum action_kind kind)
{
    enum seat_stage stage = seat_stage(seat);
    if ((kind != ACTION_SKIP && turns_page(seat, kind)) || !table()->form)
        return;
    if (stage == SEAT_QUESTION && kind != ACTION_BACK)
        table_move(table(), 1);
    else if (stage == SEAT_QUESTION ||
             (stage == SEAT_CHECK && kind == ACTION_BACK))
        table_move(table(), -1);
}

/* What was written on a page that is gone, as it was when it was kept. */
static void carry_on(void)
{
    *table() = witness.draft;
    table()->lost = true;
    witness.knows_id = witness.draft_knows_id;
    witness.count.resumed++;
}

static void note_language(const struct seat *seat, long which)
{
    int count = seat->plan.language_count;
    int shown = witness.language < 0 ? 0 : witness.language;
    shown += seat->person.peeking; /* and the button says so, too */
    witness.language = which >= 0 ? (int)which : (shown + 1) % count;
}

static void note_writing(struct action action)
{
    struct witness_count *count = &witness.count;
    const struct table_answer *answer = &table()->all[table()->question];
    size_t before = answer->size;
    table_write(table(), action);
    count->written += answer->size != before;
    if (answer->size > count->longest)
        count->longest = answer->size;
}

static void note_action(const struct seat *seat, struct action action)
{
    switch (action.kind) {
    case ACTION_LANGUAGE:
        note_language(seat, action.which);
        return;
    case ACTION_CHOOSE:
        table_choose(table(), (int)action.which);
        return;
    case ACTION_SLIDE_TO:
        table_slide_to(table(), action.which);
        return;
    case ACTION_SLIDE_BY:
        table_slide_by(table(), action.which);
        return;
    case ACTION_TYPE:
    case ACTION_ERASE:
    case ACTION_CARET:
    case ACTION_CARET_TO:
        note_writing(action);
        return;
    case ACTION_SKIP:
    case ACTION_NEXT:
    case ACTION_BACK:
        note_move(seat, action.kind);
        return;
    case ACTION_CHANGE:
        table()->question = (int)action.which;
        table()->changing = true;
        table_open(table());
        return;
    case ACTION_SEND:
    case ACTION_SEND_NOW:
        witness.wants_to_send = true;
        return;
    case ACTION_CONTINUE:
        if (seat_stage(seat) == SEAT_RESUME)
            carry_on();
        return;
    default:
        return;
    }
}

/* A visit began: it stands at the first question that is asked. */
static void begin_table(const struct seat *seat)
{
    table_begin(table(), seat->plan.forms[seat->person.form]);
}

/* In the middle of a change it is the screen that says what is open. */
static void look_up(const struct seat *seat)
{
    const struct visit *visit = seat->person.visit;
    if (!visit || !table()->lost)
        return;
    expect(visit->question == table()->form->question_count ||
               table_ask(table()).asked[visit->question],
           "a question is open that is not asked");
    table()->question = visit->question;
    table()->lost = false;
    table_open(table());
}

/* ---- what the seat holds -------------------------------------------------- */

static void compare(const struct table *table, int question,
                    const struct answer *answer)
{
    const struct table_answer *noted = &table->all[question];
    const char *name = table->form->questions[question].name.at;
    expect(answer->given == noted->given, "%s: given is %d, not %d", name,
           answer->given, noted->given);
    if (!noted->given)
        return;
    expect(answer->choice == noted->choice, "%s: the choice is %d, not %d",
           name, answer->choice, noted->choice);
    expect(answer->chosen == noted->many, "%s: the choices are %lx, not %lx",
           name, (long)answer->chosen, (long)noted->many);
    expect(answer->number == noted->number, "%s: the number is %ld, not %ld",
           name, answer->number, noted->number);
    expect(text_equal(answer->words, table_words(noted)),
           "%s: the words are “%.*s”, not “%.*s”", name,
           TEXT_ARGS(answer->words), TEXT_ARGS(table_words(noted)));
}

static void compare_all(const struct seat *seat)
{
    const struct visit *visit = seat->person.visit;
    expect(!visit == !table()->form, "there is %s visit", visit ? "a" : "no");
    if (!visit)
        return;
    expect(visit->form == table()->form, "it is another questionnaire");
    for (int i = 0; i < visit->form->question_count; i++)
        compare(table(), i, &visit->answers->all[i]);
    expect(visit->question == table()->question, "question %d is open, not %d",
           visit->question, table()->question);
    expect(visit->forgotten == table()->forgotten, "%d are forgotten, not %d",
           visit->forgotten, table()->forgotten);
    if (visit_is_checking(visit))
        table()->changing = false;
}

/* As a crash would leave it: without what is not asked. */
static void note_draft(const struct seat *seat)
{
    if (!seat->plan.draft || !table()->form)
        return;
    witness.draft = *table();
    table_forget(&witness.draft);
    witness.draft_language = witness.language;
    witness.drafted = clock_now(seat->plan.clock);
}

/* ---- leaving -------------------------------------------------------------- */

static void look_at_fresh(const struct seat *seat)
{
    const struct seat_person *person = &seat->person;
    const struct settings *settings = &seat->plan.settings;
    int language = seat->plan.language_count > 1 ? -1 : 0;
    expect(seat_stage(seat) == SEAT_WELCOME, "whoever leaves is at %d",
           (int)seat_stage(seat));
    expect(person->language == language && !person->peeking,
           "the language stays");
    expect(person->form == seat->plan.only_form, "the questionnaire stays");
    expect(!person->visit, "the answers stay");
    expect(person->depth == 0 && person->page == 0, "the page stays");
    expect(seat->look.theme == settings->theme &&
               seat->look.size == settings->size &&
               seat->look.letters == TYPEFACE_ANDIKA,
           "the look stays");
    expect(!seat->focus.shown, "the ring stays");
}

static void begin_person(const struct seat *seat)
{
    memset(table(), 0, sizeof *table());
    memset(&witness.draft, 0, sizeof witness.draft);
    witness.language = seat->plan.language_count > 1 ? -1 : 0;
    witness.wants_to_send = witness.is_sent = witness.knows_id = false;
    witness.persons = seat->persons;
}

static void note_left(const struct seat *seat)
{
    witness.count.left++;
    begin_person(seat);
    look_at_fresh(seat);
}

/* Time alone makes nobody leave who did something just now, or whose answers
 * could not be stored. */
static void look_at_patience(const struct seat *seat, enum seat_stage before)
{
    expect(!witness.wants_to_send || witness.is_sent,
           "what was to be sent is lost");
    int64_t still = clock_now(seat->plan.clock) - witness.touched;
    int64_t least = before == SEAT_THANKS || before == SEAT_RESUME
                        ? 20000
                        : (int64_t)seat->plan.settings.idle_more * 1000;
    expect(still >= least, "somebody was there %ld ms ago", (long)still);
}

/* ---- in place of the seat's own ------------------------------------------- */

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
void __real_journey_act(struct seat *seat, struct action action);
void __wrap_journey_act(struct seat *seat, struct action action);
bool __wrap_outbox_send(struct outbox *outbox, str record,
                        const unsigned char id[OUTBOX_ID], str label,
                        struct fault *fault);
bool __wrap_outbox_has_room(struct outbox *outbox);
bool __wrap_outbox_cover(struct outbox *outbox, struct fault *fault);
/* NOLINTEND(readability-identifier-naming) */

void __wrap_journey_act(struct seat *seat, struct action action)
{
    long persons = seat->persons;
    enum seat_stage stage = seat_stage(seat);
    witness.count.actions += action.kind != ACTION_NONE;
    witness.last = action.kind;
    witness.touched = clock_now(seat->plan.clock);
    note_action(seat, action);
    __real_journey_act(seat, action);
    if (seat->persons != persons) {
        note_left(seat);
        return;
    }
    if (stage == SEAT_PRIVACY && seat->person.visit && !table()->form)
        begin_table(seat);
    look_up(seat);
    compare_all(seat);
    if (action.kind != ACTION_NONE)
        note_draft(seat);
}

/* What was sent, by way of a reader that knows only the questionnaire. */
static void look_at_record(const struct seat *seat, str record)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct record_frame frame;
    struct answers *read = answers_make(arena, table()->form);
    struct table_asking asking = table_ask(table());
    str language = words_language(seat->plan.languages[witness.language]);
    expect(record_read_frame(record, &frame, &fault) &&
               record_read(record, read, &fault),
           "what is sent is no record");
    expect(text_equal(frame.form, table()->form->id) &&
               text_equal(frame.version, table()->form->version),
           "it names another questionnaire");
    expect(text_equal(frame.language, language), "it names the language %.*s",
           TEXT_ARGS(frame.language));
    expect(text_equal(frame.collection,
                      outbox_collection(seat->plan.outbox)->name) &&
               frame.mode == RECORD_SCREEN,
           "it names another collection");
    for (int i = 0; i < table()->form->question_count; i++) {
        if (asking.asked[i])
            compare(table(), i, &read->all[i]);
        else
            expect(!read->all[i].given, "it answers what was not asked");
        witness.count.words += read->all[i].words.size > 0;
    }
    arena_destroy(arena);
}

bool __wrap_outbox_send(struct outbox *outbox, str record,
                        const unsigned char id[OUTBOX_ID], str label,
                        struct fault *fault)
{
    const struct seat *seat = seat_of_now;
    expect(outbox == seat->plan.outbox, "it goes elsewhere");
    expect(witness.wants_to_send && !witness.is_sent,
           "nobody wanted to send anything");
    assert_non_null(table()->form);
    expect(text_equal(label, table()->form->id), "the label is %.*s",
           TEXT_ARGS(label));
    look_at_record(seat, record);
    expect(!witness.knows_id || memcmp(witness.id, id, OUTBOX_ID) == 0,
           "trying again makes another response");
    expect(memcmp(witness.done_id, id, OUTBOX_ID) != 0,
           "it is sent a second time");
    memcpy(witness.id, id, OUTBOX_ID);
    witness.knows_id = true;
    if (witness.outbox.fails) {
        witness.count.failed++;
        return fault_set(fault, "the disk is full");
    }
    memcpy(witness.done_id, id, OUTBOX_ID);
    witness.count.sent++;
    witness.is_sent = true;
    memset(table(), 0, sizeof *table());
    memset(&witness.draft, 0, sizeof witness.draft);
    return true;
}

bool __wrap_outbox_has_room(struct outbox *outbox)
{
    (void)outbox;
    return !witness.outbox.no_room;
}

bool __wrap_outbox_cover(struct outbox *outbox, struct fault *fault)
{
    (void)outbox;
    (void)fault;
    return true;
}

/* ---- what is to be seen --------------------------------------------------- */

static bool has_visit(enum seat_stage stage)
{
    return stage == SEAT_QUESTION || stage == SEAT_CHECK ||
           stage == SEAT_SENDING || stage == SEAT_UNSENT;
}

static void look_at_stages(const struct seat *seat)
{
    const struct seat_person *person = &seat->person;
    expect(person->depth >= 0 && person->depth < SEAT_DEEP, "depth %d",
           person->depth);
    enum seat_stage stage = seat_stage(seat);
    expect(has_visit(person->stages[0]) == (person->visit != NULL),
           "screen %d has %s visit", (int)person->stages[0],
           person->visit ? "a" : "no");
    expect(stage != SEAT_THANKS || witness.is_sent, "thanks for nothing");
    expect(!witness.is_sent || person->stages[0] == SEAT_THANKS,
           "it was sent and there are no thanks");
    expect(stage != SEAT_IDLE || person->stages[0] != SEAT_THANKS,
           "who has finished is asked whether they are there");
    expect(stage != SEAT_UNSENT || witness.knows_id, "it was not tried");
    expect(person->page >= 0 && (seat->stale || person->page < person->pages),
           "page %d of %d", person->page, person->pages);
    expect(!person->peeking || seat->touch.held,
           "it shows the other language and nobody holds it");
    expect(person->language == witness.language, "language %d, not %d",
           person->language, witness.language);
}

/* Whoever went away is forgotten in the end. */
static void look_at_absence(const struct seat *seat)
{
    const struct settings *settings = &seat->plan.settings;
    enum seat_stage stage = seat->person.stages[0];
    int64_t most = (int64_t)(settings->idle + settings->idle_more) * 1000;
    expect(stage == SEAT_WELCOME || stage == SEAT_CLOSED ||
               stage == SEAT_UNSENT ||
               clock_now(seat->plan.clock) - witness.touched <= most,
           "somebody left and is still here");
}

static void look_at_ids(const struct widgets *list)
{
    bool active = false;
    expect(list->count > 0, "the screen is empty");
    for (int i = 0; i < list->count; i++) {
        const struct widget *widget = &list->all[i];
        active = active || widget_is_active(widget);
        expect(widget->id.size > 0, "a widget has no name");
        expect(widget_find(list, widget->id) == widget, "%.*s is there twice",
               TEXT_ARGS(widget->id));
    }
    expect(active || text_equal(list->screen, S("sending")) ||
               text_equal(list->screen, S("closed")),
           "nothing can be done");
}

static void look_at_ring(const struct seat *seat, const struct widgets *list)
{
    int focused = 0;
    const struct widget *at = widget_find(list, text_of(seat->focus.id));
    for (int i = 0; i < list->count; i++)
        focused += list->all[i].focused;
    if (!at) {
        expect(seat->focus.id[0] == '\0' && focused == 0,
               "the ring is at nothing");
        return;
    }
    expect(widget_is_active(at), "the ring is at what does nothing");
    expect(focused == (seat->focus.shown ? 1 : 0) &&
               at->focused == seat->focus.shown,
           "the ring is not seen where it is");
}

void witness_look(struct seat *seat)
{
    static enum seat_stage before;
    if (seat->persons != witness.persons) {
        look_at_patience(seat, before);
        note_left(seat);
    }
    look_at_stages(seat);
    look_at_absence(seat);
    before = seat_stage(seat);
    const struct widgets *list = host_list(seat);
    if (seat->shown == witness.shown)
        return;
    witness.shown = seat->shown;
    look_at_ids(list);
    look_at_ring(seat, list);
    look_at_stages(seat);
}

void witness_touch(const struct seat *seat)
{
    witness.touched = clock_now(seat->plan.clock);
}

long witness_actions(enum action_kind *last)
{
    *last = witness.last;
    return witness.count.actions;
}

void witness_seat(const struct seat *seat, bool began_anew)
{
    enum { LIFE = 60000 };
    struct table draft = witness.draft;
    bool knows_id = table()->form ? witness.knows_id : witness.draft_knows_id;
    bool lives = began_anew && seat->plan.draft && draft.form &&
                 clock_now(seat->plan.clock) - witness.drafted < LIFE;
    seat_of_now = seat;
    begin_person(seat);
    if (lives) {
        witness.draft = draft;
        witness.language = witness.draft_language;
    }
    witness.draft_knows_id = knows_id;
    witness.shown = -1;
    witness.touched = clock_now(seat->plan.clock);
    expect((seat_stage(seat) == SEAT_RESUME) == lives, "%s",
           lives ? "the answers are lost" : "there are answers of nobody");
    if (!lives)
        look_at_fresh(seat);
}
