/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every widget of every screen, in both languages, all sizes of text, both
 * typefaces, on five screens, with practice and without: it is inside, meets no
 * other one, is large enough for a finger, and its words are whole and large
 * enough to be read (I11, I17, I19, I20). Somebody goes through both
 * questionnaires for that, answers everything and looks at every page. On other
 * sizes of the screen nothing may leave it.
 */
#include "ui/chair.h"

#include "cases.h"
#include "ui/screens.h"

#if defined(__SANITIZE_ADDRESS__)
enum { IS_SLOW = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { IS_SLOW = 1 };
#else
enum { IS_SLOW = 0 };
#endif
#else
enum { IS_SLOW = 0 };
#endif

enum { SAID_MOST = 40, LETTERS_LONG = 400 };

/* Millimetres. */
static const double least_target = 20;
static const double least_tool = 15;
static const double least_key = 6.35;
static const double least_gap = 2.5;
static const double least_small = 2.4;

/* Where what is on most screens stood first. */
struct anchor {
    const char *id;
    box bounds;
};

static const char *const anchored[] = {
    "back", "next", "language", "help", "stop",
};
enum { ANCHORS = sizeof anchored / sizeof *anchored };

struct trial {
    struct chair chair;
    struct arena *arena;
    bool loose; /* only that all is inside of the screen */
    bool colours;
    struct anchor anchors[ANCHORS];
    int wrong;
};

static const struct look *look_of(const struct trial *trial)
{
    return &trial->chair.seat->look;
}

static double mm_of(const struct trial *trial, int pixels)
{
    return (pixels + 1) / look_of(trial)->unit; /* one is lost in rounding */
}

/* ---- what is wrong -------------------------------------------------------- */

static void say_wrong(struct trial *trial, const struct widget *widget,
                      const char *what, str other)
{
    const struct seat *seat = trial->chair.seat;
    const struct look *look = &seat->look;
    str language = words_language(seat_words(seat));
    if (trial->wrong++ < SAID_MOST)
        print_error("%dx%d %.*s %s letters %d, %.*s page %d, %.*s: %s %.*s\n",
                    look->width, look->height, TEXT_ARGS(language),
                    look_size_name(look->size), (int)look->letters,
                    TEXT_ARGS(seat->list.screen), seat->person.page,
                    TEXT_ARGS(widget->id), what, TEXT_ARGS(other));
}

static void want(struct trial *trial, bool right, const struct widget *widget,
                 const char *what)
{
    if (!right)
        say_wrong(trial, widget, what, S(""));
}

/* ---- one widget ----------------------------------------------------------- */

static void check_target(struct trial *trial, const struct widget *widget)
{
    double wide = mm_of(trial, widget->bounds.w);
    double high = mm_of(trial, widget->bounds.h);
    double least = widget->role == WIDGET_TOOL ? least_tool
                   : widget->role == WIDGET_KEY || widget->role == WIDGET_FIELD
                       ? least_key
                       : least_target;
    want(trial, wide >= least && high >= least, widget, "is a small target");
    want(trial, widget->label.size > 0 || widget->value.size > 0, widget,
         "says nothing");
}

static box word_box(const struct widget_word *word, const box *text)
{
    return (box){ word->x, word->baseline, word->w,
                  word->baseline < text->y + text->h };
}

/* The letters of a style are never smaller than for who chose the normal
 * size. */
static double least_capital(const struct trial *trial, enum look_text style)
{
    struct look normal = *look_of(trial);
    normal.size = LOOK_NORMAL;
    return style == LOOK_SMALL   ? least_small
           : style == LOOK_TITLE ? look_capital(&normal, LOOK_HEADING)
                                 : look_capital(&normal, style);
}

static void check_text(struct trial *trial, const struct widget *widget,
                       const struct widget_text *text)
{
    const struct look *look = widget->look ? widget->look : look_of(trial);
    double capital = least_capital(trial, text->style) * look->unit;
    int least = typeface_set_size(trial->chair.seating.plan.typefaces,
                                  look->letters, capital);
    for (int i = 0; i < text->count; i++)
        want(trial,
             box_holds(text->bounds, word_box(&text->words[i], &text->bounds)),
             widget, "has a word outside of its text");
    want(trial, text->size >= least, widget, "has small letters");
}

static bool holds_its_words(const struct widget *widget)
{
    return widget->face != WIDGET_BARE || widget_is_active(widget);
}

static void check_inside(struct trial *trial, const struct widget *widget)
{
    box screen = { 0, 0, look_of(trial)->width, look_of(trial)->height };
    box outer = holds_its_words(widget) ? widget->bounds : screen;
    want(trial, box_holds(screen, widget->bounds), widget, "leaves the screen");
    for (int i = 0; i < widget->text_count; i++)
        want(trial, trial->loose || box_holds(outer, widget->texts[i].bounds),
             widget, "does not hold its words");
    want(trial,
         box_is_empty(widget->picture_box) || trial->loose ||
             box_holds(widget->bounds, widget->picture_box),
         widget, "does not hold its picture");
}

static void check_one(struct trial *trial, const struct widget *widget)
{
    check_inside(trial, widget);
    if (trial->loose)
        return;
    if (widget_is_active(widget))
        check_target(trial, widget);
    for (int i = 0; i < widget->text_count; i++)
        check_text(trial, widget, &widget->texts[i]);
}

/* ---- two of them ---------------------------------------------------------- */

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int gap_between(box a, box b)
{
    int across = larger(a.x - (b.x + b.w), b.x - (a.x + a.w));
    int down = larger(a.y - (b.y + b.h), b.y - (a.y + a.h));
    return larger(across, down);
}

/* Keys stand closer together: a wrong letter is soon put right. */
static void check_gap(struct trial *trial, const struct widget *one,
                      const struct widget *other)
{
    bool keys = one->role == WIDGET_KEY && other->role == WIDGET_KEY;
    int gap = gap_between(one->bounds, other->bounds);
    if (gap < 0 || (!keys && mm_of(trial, gap) < least_gap))
        say_wrong(trial, one, "is too close to", other->id);
}

static void check_words_apart(struct trial *trial, const struct widget *teller,
                              const struct widget *beside)
{
    for (int i = 0; i < teller->text_count; i++) {
        box words = teller->texts[i].bounds;
        for (int j = 0; j < beside->text_count; j++)
            if ((teller != beside || i != j) &&
                box_meets(words, beside->texts[j].bounds))
                say_wrong(trial, teller, "has words over those of", beside->id);
        if (box_meets(words, beside->picture_box))
            say_wrong(trial, teller, "has words over the picture of",
                      beside->id);
        if (box_meets(words, beside->tick_box))
            say_wrong(trial, teller, "has words under the tick of", beside->id);
        if (teller != beside && beside->face != WIDGET_BARE &&
            box_meets(words, beside->bounds) &&
            !box_holds(beside->bounds, words))
            say_wrong(trial, teller, "has words on the edge of", beside->id);
    }
}

/* The words of some stand beside them. */
static box seen_box(const struct widget *widget)
{
    box seen = widget->bounds;
    for (int i = 0; i < widget->text_count; i++) {
        box words = widget->texts[i].bounds;
        int right = larger(seen.x + seen.w, words.x + words.w);
        int bottom = larger(seen.y + seen.h, words.y + words.h);
        seen.x = seen.x < words.x ? seen.x : words.x;
        seen.y = seen.y < words.y ? seen.y : words.y;
        seen.w = right - seen.x;
        seen.h = bottom - seen.y;
    }
    return seen;
}

/* What stands above is read first, and in a row what stands on the left. */
static void check_order(struct trial *trial, const struct widget *first,
                        const struct widget *then)
{
    box a = seen_box(first);
    box b = seen_box(then);
    bool across = a.x < b.x + b.w && b.x < a.x + a.w;
    bool down = a.y < b.y + b.h && b.y < a.y + a.h;
    bool row = gap_between((box){ 0, a.y, 1, a.h }, (box){ 0, b.y, 1, b.h }) <
               -(a.h < b.h ? a.h : b.h) / 2;
    if (first->label.size == 0 || then->label.size == 0 || (across && down))
        return;
    if ((across && b.y < a.y) || (row && b.x < a.x))
        say_wrong(trial, first, "is read before", then->id);
}

static void check_two(struct trial *trial, const struct widget *one,
                      const struct widget *other)
{
    if (text_equal(one->id, other->id))
        say_wrong(trial, one, "has the id of", other->id);
    if (widget_is_active(one) && widget_is_active(other))
        check_gap(trial, one, other);
    check_words_apart(trial, one, other);
    check_words_apart(trial, other, one);
    check_order(trial, one, other);
}

/* ---- colours -------------------------------------------------------------- */

static uint32_t behind(const struct look *look, const struct widget *widget)
{
    static const enum look_colour faces[] = {
        [WIDGET_BARE] = LOOK_BACKGROUND,
        [WIDGET_CARD] = LOOK_CARD,
        [WIDGET_PRIMARY] = LOOK_BUTTON,
        [WIDGET_PANEL] = LOOK_CARD,
    };
    return look_colour(look, widget->selected && widget->face == WIDGET_CARD
                                 ? LOOK_SELECTED
                                 : faces[widget->face]);
}

/* Either its fill or its edge is seen on what it stands on (I17). */
static void check_card_seen(struct trial *trial, const struct widget *widget,
                            const struct look *look)
{
    uint32_t around = look_colour(look_of(trial), LOOK_BACKGROUND);
    uint32_t edge = look_colour(look,
                                widget->selected ? LOOK_BUTTON : LOOK_EDGE);
    double fill = look_contrast(behind(look, widget), around);
    want(trial,
         widget->face == WIDGET_BARE || fill >= 3 ||
             (widget->face != WIDGET_PRIMARY &&
              look_contrast(edge, around) >= 3),
         widget, "is hardly seen");
}

static void check_colours(struct trial *trial, const struct widget *widget)
{
    const struct look *look = widget->look ? widget->look : look_of(trial);
    check_card_seen(trial, widget, look);
    for (int i = 0; i < widget->text_count; i++) {
        const struct widget_text *text = &widget->texts[i];
        enum look_colour ink = widget->face == WIDGET_PRIMARY ? LOOK_ON_BUTTON
                               : text->quiet                  ? LOOK_QUIET
                                                              : LOOK_INK;
        want(trial,
             look_contrast(look_colour(look, ink), behind(look, widget)) >= 7,
             widget, "has words that are hardly seen");
    }
}

/* ---- a page --------------------------------------------------------------- */

/* Tools and the buttons that lead on are where they were on the screens before
 * (I38); only the last of all is wider. A large button may have such a name
 * too. */
static void check_anchor(struct trial *trial, struct anchor *anchor)
{
    const struct widget *found = widget_find(&trial->chair.seat->list,
                                             text_of(anchor->id));
    bool tool = text_equal(text_of(anchor->id), S("stop"));
    if (!found || (tool && found->role != WIDGET_TOOL))
        return;
    if (box_is_empty(anchor->bounds))
        anchor->bounds = found->bounds;
    box now = found->bounds;
    box then = anchor->bounds;
    want(trial,
         now.y == then.y && now.h == then.h &&
             (now.x == then.x || now.x + now.w == then.x + then.w),
         found, "stands elsewhere than before");
}

static void check_page(struct trial *trial)
{
    const struct widgets *list = host_list(trial->chair.seat);
    for (int i = 0; i < list->count; i++) {
        const struct widget *widget = &list->all[i];
        if (widget->hidden)
            continue;
        if (trial->colours) {
            check_colours(trial, widget);
            continue;
        }
        check_one(trial, widget);
        if (trial->loose)
            continue;
        check_words_apart(trial, widget, widget);
        for (int j = i + 1; j < list->count; j++)
            if (!list->all[j].hidden)
                check_two(trial, widget, &list->all[j]);
    }
    for (int i = 0; i < ANCHORS && !trial->loose; i++)
        check_anchor(trial, &trial->anchors[i]);
}

static void turn_to(struct trial *trial, int page)
{
    trial->chair.seat->person.page = page;
    trial->chair.seat->stale = true;
    host_list(trial->chair.seat);
}

static void check_pages(struct trial *trial)
{
    int page = 0;
    do {
        turn_to(trial, page);
        check_page(trial);
    } while (++page < trial->chair.seat->person.pages);
}

static void check_stage(struct trial *trial, enum seat_stage stage)
{
    chair_show(&trial->chair, stage);
    check_pages(trial);
}

/* ---- everything ----------------------------------------------------------- */

/* Every choice stands on one page. */
static void check_choices(struct trial *trial, int question)
{
    const struct form *form = trial->chair.seat->person.visit->form;
    const struct form_question *asked = &form->questions[question];
    int pages = trial->chair.seat->person.pages;
    int left = asked->choice_count;
    for (int page = 0; page < pages; page++) {
        turn_to(trial, page);
        for (int i = 0; i < asked->choice_count; i++)
            left -= widget_find(&trial->chair.seat->list,
                                asked->choices[i].name) != NULL;
    }
    if (left != 0)
        say_wrong(trial, &trial->chair.seat->list.all[0],
                  "has too few or too many of the answers to", asked->name);
}

static void check_questions(struct trial *trial)
{
    const struct form *form = trial->chair.seat->person.visit->form;
    for (int i = 0; i < form->question_count; i++) {
        chair_ask(&trial->chair, i);
        check_pages(trial);
        if (form->questions[i].kind != FORM_TEXT && !trial->loose)
            check_choices(trial, i);
    }
}

static void check_check(struct trial *trial)
{
    struct visit *visit = trial->chair.seat->person.visit;
    visit->question = visit->form->question_count;
    visit->forgotten = 0;
    check_stage(trial, SEAT_CHECK);
    visit->forgotten = 2;
    check_stage(trial, SEAT_CHECK);
}

static void check_rest(struct trial *trial)
{
    static const enum seat_stage stages[] = {
        SEAT_HELP,   SEAT_STOP,   SEAT_COVERED, SEAT_IDLE,   SEAT_SENDING,
        SEAT_UNSENT, SEAT_THANKS, SEAT_RESUME,  SEAT_CLOSED,
    };
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        check_stage(trial, stages[i]);
}

static void check_form(struct trial *trial, int form)
{
    struct chair *chair = &trial->chair;
    chair_show(chair, SEAT_WHO);
    check_pages(trial);
    chair_act(chair, ACTION_WHO, form);
    check_pages(trial);
    chair_show(chair, SEAT_PRIVACY);
    check_pages(trial);
    turn_to(trial, chair->seat->person.pages - 1);
    chair_act(chair, ACTION_NEXT, 0);
    assert_non_null(chair->seat->person.visit);
    check_stage(trial, SEAT_STOP);
    check_check(trial);
    chair_answer_all(chair, LETTERS_LONG);
    check_questions(trial);
    check_check(trial);
    check_rest(trial);
}

/* How the screen is. */
struct way {
    int width;
    int height;
    int language;
    enum look_size size;
    enum typeface_id letters;
    enum look_theme theme;
};

static void take_way(struct trial *trial, const struct way *way)
{
    struct look *look = &trial->chair.seat->look;
    look->size = way->size;
    look->letters = way->letters;
    look->theme = way->theme;
    host_fit(trial->chair.seat, way->width, way->height);
}

static void go_through(struct trial *trial, const struct way *way)
{
    struct chair *chair = &trial->chair;
    for (int form = 0; form < chair->seating.plan.form_count; form++) {
        for (int i = 0; i < ANCHORS; i++)
            trial->anchors[i] = (struct anchor){ .id = anchored[i] };
        journey_begin(chair->seat);
        take_way(trial, way);
        check_pages(trial);
        chair_act(chair, ACTION_LANGUAGE, way->language);
        check_form(trial, form);
        chair_act(chair, ACTION_DELETE, 0);
    }
}

static void open_trial(struct trial *trial, struct arena *arena, bool practice)
{
    *trial = (struct trial){ .arena = arena };
    chair_open(&trial->chair, arena, practice);
}

static void close_trial(struct trial *trial)
{
    chair_close(&trial->chair);
    if (trial->wrong > SAID_MOST)
        print_error("and %d more\n", trial->wrong - SAID_MOST);
    assert_int_equal(0, trial->wrong);
}

static void go_every_way(struct trial *trial, int width, int height,
                         int typefaces)
{
    for (int language = 0; language < SEAT_LANGUAGES; language++)
        for (int size = 0; size < LOOK_SIZES; size++)
            for (int letters = 0; letters < typefaces; letters++)
                go_through(trial, &(struct way){
                                      .width = width,
                                      .height = height,
                                      .language = language,
                                      .size = (enum look_size)size,
                                      .letters = (enum typeface_id)letters });
}

/* The last screens are as the first ones are, only finer or coarser. */
static int typefaces_on(int screen)
{
    return screen < 3 ? TYPEFACES : 1;
}

/* ---- tests ---------------------------------------------------------------- */

static const int screens[][2] = {
    { 1280, 800 }, { 800, 1280 }, { 1920, 1080 }, { 1920, 1200 }, { 1024, 600 },
};
enum { SCREENS = sizeof screens / sizeof *screens };

static void test_every_widget(void **state)
{
    struct trial trial;
    open_trial(&trial, *state, false);
    for (int i = 0; i < (IS_SLOW ? 1 : SCREENS); i++)
        go_every_way(&trial, screens[i][0], screens[i][1], typefaces_on(i));
    close_trial(&trial);
}

static void test_practice(void **state)
{
    struct trial trial;
    open_trial(&trial, *state, true);
    for (int i = 0; i < (IS_SLOW ? 0 : 2); i++)
        go_every_way(&trial, screens[i][0], screens[i][1], 1);
    close_trial(&trial);
}

static void test_colours(void **state)
{
    struct trial trial;
    open_trial(&trial, *state, true);
    trial.colours = true;
    for (int theme = 0; theme < LOOK_THEMES; theme++)
        go_through(&trial, &(struct way){ .width = screens[0][0],
                                          .height = screens[0][1],
                                          .theme = (enum look_theme)theme });
    close_trial(&trial);
}

static unsigned long next_chance(unsigned long *seed)
{
    *seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
    return *seed >> 33;
}

static void test_any_size(void **state)
{
    enum { TIMES = 24 };
    unsigned long seed = 20;
    struct trial trial;
    open_trial(&trial, *state, true);
    trial.loose = true;
    for (int i = 0; i < (IS_SLOW ? 3 : TIMES); i++)
        go_through(
            &trial,
            &(struct way){
                .width = 320 + (int)(next_chance(&seed) % 2681),
                .height = 240 + (int)(next_chance(&seed) % 1761),
                .language = (int)(next_chance(&seed) % SEAT_LANGUAGES),
                .size = (enum look_size)(next_chance(&seed) % LOOK_SIZES),
                .letters = (enum typeface_id)(next_chance(&seed) %
                                              TYPEFACES) });
    close_trial(&trial);
}

/* Staff measured it: fingers and letters stay as large as they are, and there
 * is less room. */
static void test_small_screen(void **state)
{
    static const double diagonals[] = { 100, 150, 180 };
    struct trial trial;
    open_trial(&trial, *state, true);
    trial.loose = true;
    for (int i = 0; i < (IS_SLOW ? 1 : 3); i++) {
        trial.chair.seat->plan.settings.diagonal = diagonals[i];
        go_through(&trial, &(struct way){ 1280, 800, 0, LOOK_LARGEST, 0, 0 });
        go_through(&trial, &(struct way){ 800, 1280, 0, LOOK_NORMAL, 0, 0 });
    }
    close_trial(&trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("every widget of every screen is whole, apart from others "
                   "and large enough",
                   test_every_widget),
        CASES_TEST("they are when it is practice", test_practice),
        CASES_TEST("what is written is seen in every theme", test_colours),
        CASES_TEST("on a screen of any size everything is inside",
                   test_any_size),
        CASES_TEST("on a very small screen everything is inside",
                   test_small_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
