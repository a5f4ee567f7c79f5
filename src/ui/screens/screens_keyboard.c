/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer in a person's own words. First it looks like every question, with a
 * large field between the heading and the bottom row; what must be known before
 * anything is written is said here. A touch on the field brings up the
 * keyboard, which takes the place of all that is not needed to write. */
#include "base/arena.h"
#include "interview/record.h"
#include "ui/keyboard.h"
#include "ui/screens.h"
#include "ui/screens/screens_keys.h"
#include "ui/typing.h"

/* Tenths of a millimetre. */
enum {
    GAP = 30,
    NEAR = 15,
    PADDING = 15,
    CARET = 7,
    COLUMN = 420, /* Back and Next beside the field */
    ROW = 200,    /* or under it */
    KEY = 140,    /* how high keys are, if they can be */
    STEP = 5,
};

static int tenths(const struct build *build, int tenths_of_millimetre)
{
    return build_mm(build, tenths_of_millimetre / 10.0);
}

static const struct form_question *asked_of(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return &visit->form->questions[visit->question];
}

static str words_of(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return visit->answers->all[visit->question].words;
}

static bool is_open(const struct build *build)
{
    return build->seat->person.typing.keys != KEYBOARD_HIDDEN;
}

/* ---- lines of the field -------------------------------------------------- */

static struct lay_wish wish_of(const struct build *build, str text, int percent)
{
    return (struct lay_wish){ .text = text,
                              .percent = percent,
                              .language = words_language(build->words),
                              .style = LOOK_BODY,
                              .side = LAY_LEFT,
                              .line_most = 60 }; /* I22 */
}

/* How high lines of such letters are. */
struct lines {
    int one;  /* alone */
    int more; /* each further one */
};

static struct lines measure_lines(const struct build *build, int percent)
{
    struct lay *lay = build->seat->lay;
    struct lay_wish one = wish_of(build, S("x"), percent);
    struct lay_wish two = wish_of(build, S("x\nx"), percent);
    int high = lay_measure(lay, build->look, &one, build->screen.w).h;
    int both = lay_measure(lay, build->look, &two, build->screen.w).h;
    return (struct lines){ high, both - high };
}

static int lines_height(const struct build *build, int count)
{
    struct lines lines = measure_lines(build, 100);
    return lines.one + (count - 1) * lines.more + 2 * tenths(build, PADDING);
}

static int lines_in(const struct lines *lines, int height)
{
    return height > lines->one ? 1 + (height - lines->one) / lines->more : 1;
}

/* So much of its size leaves room for a line, on screens where nobody should
 * write. */
static int fitting(const struct build *build, int height)
{
    int one = measure_lines(build, 100).one;
    return one > height ? 95 * height / one + 1 : 100;
}

/* The lines are turned over like pages that share a line, so that what is
 * written has something before it, and a touch on a line leaves it there. */
static int first_line(int caret, int count)
{
    if (caret < count)
        return 0;
    return count < 2 ? caret : (caret - 1) / (count - 1) * (count - 1);
}

/* ---- the field ----------------------------------------------------------- */

/* The words of the lines that are shown, where they stand. */
static struct widget_text *shown_text(const struct build *build,
                                      const struct lay_wish *wish, box inside,
                                      int first, const struct lines *lines)
{
    struct lay *lay = build->seat->lay;
    int high = lay_measure(lay, build->look, wish, inside.w).h;
    box whole = { inside.x, inside.y - first * lines->more, inside.w, high };
    const struct widget_text *all = lay_text(lay, build->frame, build->look,
                                             wish, whole);
    struct widget_text *text = arena_new(build->frame, struct widget_text);
    struct widget_word *words = arena_array(build->frame, struct widget_word,
                                            all->count);
    *text = *all;
    text->words = words;
    text->count = 0;
    text->bounds = inside;
    for (int i = 0; i < all->count; i++)
        if (all->words[i].baseline > inside.y &&
            all->words[i].baseline < inside.y + inside.h)
            words[text->count++] = all->words[i];
    return text;
}

/* As high as a tall letter with what hangs under the line. */
static box caret_box(const struct build *build, box inside,
                     const struct lines *lines, struct lay_caret caret)
{
    int high = lines->one * 3 / 4;
    return (box){ inside.x + caret.x,
                  inside.y + caret.line * lines->more + (lines->one - high) / 2,
                  tenths(build, CARET), high };
}

static bool is_written_in(const struct build *build)
{
    return is_open(build) || build->seat->focus.shown;
}

static void fill_field(const struct build *build, struct widget *field)
{
    box inside = box_inset(field->bounds, tenths(build, PADDING));
    box_cut_left(&inside, tenths(build, PADDING), 0);
    int percent = fitting(build, inside.h);
    struct lines lines = measure_lines(build, percent);
    int count = lines_in(&lines, inside.h);
    inside.w -= tenths(build, CARET);
    inside.h = lines.one + (count - 1) * lines.more;
    struct lay_wish wish = wish_of(build, field->value, percent);
    struct lay_caret caret = lay_caret(build->seat->lay, build->look, &wish,
                                       inside.w,
                                       build->seat->person.typing.caret);
    int first = first_line(caret.line, count);
    if (field->value.size > 0) {
        field->texts = shown_text(build, &wish, inside, first, &lines);
        field->text_count = 1;
    }
    caret.line -= first;
    if (is_written_in(build))
        field->caret_box = caret_box(build, inside, &lines, caret);
}

/* What is to be done, while nothing stands in it. */
static void fill_blank(const struct build *build, struct widget *field)
{
    box inside = box_inset(field->bounds, tenths(build, PADDING));
    int percent = fitting(build, inside.h);
    struct lay_wish wish = wish_of(build, field->label, percent);
    int size = measure_lines(build, percent).one;
    int gap = tenths(build, GAP);
    int beside = inside.w - size - gap;
    struct lay_room room = lay_measure(build->seat->lay, build->look, &wish,
                                       beside);
    wish.quiet = true;
    inside = box_centre(inside, size + gap + room.w, inside.h);
    field->picture = S("tool-change");
    field->picture_box = box_centre(box_cut_left(&inside, size, gap), size,
                                    size);
    field->texts = lay_text(build->seat->lay, build->frame, build->look, &wish,
                            inside);
    field->text_count = 1;
}

static void build_field(struct build *build, box area)
{
    str words = words_of(build);
    struct widget *field = widget_add(
        build->list, &(struct widget){ .id = S("text"),
                                       .role = WIDGET_FIELD,
                                       .face = WIDGET_CARD,
                                       .value = words,
                                       .bounds = area,
                                       .action = { ACTION_CARET_TO, 0 } });
    if (words.size == 0)
        field->label = build_say(build, "Tap here to write.");
    if (words.size == 0 && !is_written_in(build))
        fill_blank(build, field);
    else
        fill_field(build, field);
}

/* ---- how much there is --------------------------------------------------- */

static str count_said(const struct build *build)
{
    if (typing_is_full(build->seat->person.visit))
        return build_say(build, "It is full. To write more, rub some out.");
    return build_fill(build, "{n} of {count} letters",
                      (struct slot[]){
                          COUNT("n", (long)text_length(words_of(build))),
                          COUNT("count", RECORD_LETTERS),
                      },
                      2);
}

static struct build_text counter_of(const struct build *build)
{
    return (struct build_text){ .id = S("counter"),
                                .role = WIDGET_TEXT,
                                .text = count_said(build),
                                .style = LOOK_SMALL,
                                .side = LAY_LEFT,
                                .quiet = !typing_is_full(
                                    build->seat->person.visit) };
}

/* With room for the ring round the field. */
static int counter_height(const struct build *build, int width)
{
    struct build_text counter = counter_of(build);
    return build_height(build, &counter, width) + tenths(build, NEAR);
}

/* The field, and how full it is under it. Nobody is told how much they could
 * write before they want to. */
static void build_writing(struct build *build, box area)
{
    struct build_text counter = counter_of(build);
    if (words_of(build).size == 0 && !is_open(build)) {
        build_field(build, area);
        return;
    }
    int near = tenths(build, NEAR);
    box line = box_cut_bottom(&area, counter_height(build, area.w) - near,
                              near);
    build_field(build, area);
    build_text(build, &counter, line);
}

/* ---- before anything is written ------------------------------------------ */

/* Sentences in the middle, in lines of much the same length. */
struct said {
    struct build_text text;
    str picture; /* may be empty */
};

static int picture_room(const struct build *build, const struct said *said,
                        int height)
{
    return said->picture.size > 0 ? height + tenths(build, GAP) : 0;
}

/* A picture beside it is as high as one line, or two. */
static int picture_size(const struct build *build)
{
    return lines_height(build, 1);
}

static int width_beside(const struct build *build, const struct said *said)
{
    return build->body.w - picture_room(build, said, picture_size(build));
}

static int height_of(const struct build *build, const struct said *said)
{
    if (said->text.text.size == 0)
        return 0;
    int height = build_height(build, &said->text, width_beside(build, said));
    int least = said->picture.size > 0 ? picture_size(build) : 0;
    return (height > least ? height : least) + tenths(build, GAP);
}

/* The least width that needs no more lines. */
static int even_width(const struct build *build, const struct build_text *text,
                      int most)
{
    int height = build_height(build, text, most);
    int step = tenths(build, GAP);
    int width = most;
    while (width > 2 * step &&
           build_height(build, text, width - step) <= height)
        width -= step;
    return width;
}

static void put_said(struct build *build, const struct said *said)
{
    if (said->text.text.size == 0)
        return;
    int gap = tenths(build, GAP);
    int height = height_of(build, said) - gap;
    box area = box_cut_top(&build->body, height, gap);
    int size = picture_size(build);
    int beside = picture_room(build, said, size);
    int width = even_width(build, &said->text, width_beside(build, said));
    area = box_centre(area, width + beside, height);
    if (beside > 0)
        build_picture(build, S("note_picture"), said->picture, S(""),
                      box_cut_left(&area, size, gap));
    build_text(build, &said->text, area);
}

static struct said said_of(str id, str text, str picture)
{
    return (struct said){ { .id = id,
                            .role = WIDGET_TEXT,
                            .text = text,
                            .style = LOOK_BODY,
                            .side = picture.size > 0 ? LAY_LEFT : LAY_MIDDLE },
                          picture };
}

/* In small letters where large ones would leave no room to write; and where
 * even that is too much, only until something is written. */
static void build_sentences(struct build *build, int room)
{
    const struct form_question *asked = asked_of(build);
    struct said hint = said_of(
        S("hint"), asked->hint ? build_phrase(build, asked->hint) : S(""),
        S(""));
    struct said note = said_of(
        S("note"),
        build_say(build, "Nobody can know you wrote this. If someone is in "
                         "danger, tell a worker."),
        S("danger-tell"));
    if (height_of(build, &hint) + height_of(build, &note) > room)
        note.text.style = LOOK_SMALL;
    if (height_of(build, &hint) + height_of(build, &note) > room)
        hint.text.style = LOOK_SMALL;
    if (height_of(build, &hint) + height_of(build, &note) > room) {
        note.picture = S("");
        note.text.side = LAY_MIDDLE;
    }
    if (words_of(build).size > 0 && height_of(build, &hint) > room)
        return; /* they were read before */
    put_said(build, &hint);
    if (words_of(build).size == 0 ||
        height_of(build, &hint) + height_of(build, &note) <= room)
        put_said(build, &note);
}

static void build_closed(struct build *build)
{
    box row = build_bottom_row(build);
    build_heading(build, build_phrase(build, asked_of(build)->label));
    int field = lines_height(build, 2) + counter_height(build, build->body.w);
    build_sentences(build, build->body.h - field);
    build_writing(build, build->body);
    build_onward(build, row, true);
}

/* ---- while it is written ------------------------------------------------- */

/* What the question and the keys take from the field. */
struct share {
    enum look_text style; /* of the question */
    int question;         /* how high it is */
    int key;              /* how high one is, in tenths of a millimetre */
};

static struct build_text question_of(const struct build *build,
                                     enum look_text style)
{
    return (
        struct build_text){ .id = S("heading"),
                            .role = WIDGET_HEADING,
                            .text = build_phrase(build, asked_of(build)->label),
                            .style = style,
                            .side = LAY_MIDDLE };
}

/* What is left for the question when the field has so many lines. */
static int question_room(const struct build *build, int width, int below,
                         int lines, int key)
{
    return build->body.h - below - lines_height(build, lines) -
           counter_height(build, width) -
           screens_keys_height(build, key / 10.0) - tenths(build, GAP) -
           tenths(build, NEAR);
}

/* The largest question, and then the largest keys, that leave so many lines.
 * It was read in large letters before, so it may be small rather than take the
 * room to write. */
static bool find_share(const struct build *build, int width, int below,
                       int lines, struct share *share)
{
    static const struct {
        enum look_text style;
        int least; /* of a key */
    } ways[] = { { LOOK_HEADING, 120 },
                 { LOOK_LABEL, 120 },
                 { LOOK_SMALL, 90 } };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct build_text question = question_of(build, ways[i].style);
        int high = build_height(build, &question, width);
        for (int key = KEY; key >= ways[i].least; key -= STEP) {
            *share = (struct share){ ways[i].style, high, key };
            if (high <= question_room(build, width, below, lines, key))
                return true;
        }
    }
    return false;
}

static struct share divide(const struct build *build, int width, int below)
{
    struct share share;
    for (int lines = 2; lines > 0; lines--)
        if (find_share(build, width, below, lines, &share))
            break;
    return share;
}

static void build_way(struct build *build, bool next, box area)
{
    struct build_card card = {
        .id = next ? S("next") : S("back"),
        .role = WIDGET_BUTTON,
        .face = next ? WIDGET_PRIMARY : WIDGET_CARD,
        .label = next ? build_say(build, "Next") : build_say(build, "Back"),
        .picture = next ? S("tool-next") : S("tool-back"),
        .side = next ? BUILD_RIGHT : BUILD_LEFT,
        .style = LOOK_LABEL,
        .picture_most = 9,
        .action = { next ? ACTION_NEXT : ACTION_BACK, 0 },
    };
    build_card(build, &card, area);
}

static void build_question(struct build *build, const struct share *share,
                           box *area)
{
    struct build_text question = question_of(build, share->style);
    box top = box_cut_top(area, share->question, tenths(build, NEAR));
    build_text(build, &question, top);
}

static void build_upright(struct build *build)
{
    int row = tenths(build, ROW) + tenths(build, GAP);
    struct share share = divide(build, build->body.w, row);
    box keys = box_cut_bottom(&build->body,
                              screens_keys_height(build, share.key / 10.0),
                              tenths(build, GAP));
    box ways = box_cut_bottom(&build->body, tenths(build, ROW),
                              tenths(build, GAP));
    build_question(build, &share, &build->body);
    build_writing(build, build->body);
    build_way(build, false, box_column(ways, 0, 2, tenths(build, GAP)));
    build_way(build, true, box_column(ways, 1, 2, tenths(build, GAP)));
    screens_keys(build, keys);
}

static void build_level(struct build *build)
{
    int gap = tenths(build, GAP);
    int column = tenths(build, COLUMN);
    struct share share = divide(build, build->body.w - column - gap, 0);
    box keys = box_cut_bottom(
        &build->body, screens_keys_height(build, share.key / 10.0), gap);
    box ways = box_cut_right(&build->body, column, gap);
    build_question(build, &share, &build->body);
    build_writing(build, build->body);
    build_way(build, false, box_row(ways, 0, 2, gap));
    build_way(build, true, box_row(ways, 1, 2, gap));
    screens_keys(build, keys);
}

void screens_keyboard(struct build *build)
{
    if (!is_open(build))
        build_closed(build);
    else if (look_is_portrait(build->look))
        build_upright(build);
    else
        build_level(build);
}
