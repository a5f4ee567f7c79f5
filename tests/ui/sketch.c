/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/sketch.h"

#include <assert.h>

enum { INSIDE = 10, LETTER = 10, LINE = 40 };

long sketch_number(str line, size_t *at)
{
    str word = S("");
    long number = 0;
    bool read = text_word(line, at, &word) && text_integer(word, &number);
    assert_true(read);
    return number;
}

/* What stands in quotes at or behind `*at`. */
static str quoted(struct arena *arena, str line, size_t *at)
{
    struct text out = { .arena = arena };
    while (*at < line.size && line.at[*at] != '"')
        ++*at;
    for (++*at; *at < line.size && line.at[*at] != '"'; ++*at) {
        if (line.at[*at] != '\\') {
            text_add_char(&out, line.at[*at]);
            continue;
        }
        char escaped = line.at[++*at];
        char meant = escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
        text_add_char(&out, meant);
    }
    ++*at;
    return text_view(&out);
}

static int id_number(struct sketch *sketch, str id)
{
    int i = 0;
    while (i < sketch->id_count && !text_equal(sketch->ids[i], id))
        i++;
    assert_true(i < SKETCH_IDS);
    if (i == sketch->id_count)
        sketch->ids[sketch->id_count++] = text_copy(sketch->arena, id);
    return i;
}

static struct action usual_action(struct sketch *sketch,
                                  const struct widget *widget)
{
    switch (widget->role) {
    case WIDGET_SLIDER:
        return (struct action){ .kind = ACTION_SLIDE_TO };
    case WIDGET_FIELD:
        return (struct action){ .kind = ACTION_CARET_TO };
    case WIDGET_BUTTON:
    case WIDGET_TOOL:
    case WIDGET_CHOICE:
    case WIDGET_KEY:
        return (struct action){ .kind = ACTION_CHOOSE,
                                .which = id_number(sketch, widget->id) };
    default:
        return (struct action){ .kind = ACTION_NONE };
    }
}

static void add_word(struct widget_text *text, struct widget_word *words,
                     const struct widget_word *word)
{
    if (word->word.size > 0)
        words[text->count++] = *word;
}

static void lay_out(struct arena *arena, struct widget *field)
{
    struct widget_text *text = arena_new(arena, struct widget_text);
    struct widget_word *words = arena_array(arena, struct widget_word,
                                            field->value.size + 1);
    *text = (struct widget_text){ .words = words, .size = 24 };
    struct widget_word word = { .x = field->bounds.x + INSIDE,
                                .baseline = field->bounds.y + LINE };
    int x = word.x;
    for (size_t at = 0; at < field->value.size;) {
        size_t begin = at;
        uint32_t letter = text_next(field->value, &at);
        if (letter != ' ' && letter != '\n') {
            if (word.word.size == 0)
                word.at = begin, word.x = x;
            word.word = text_slice(field->value, word.at, at);
            word.w += LETTER;
        } else {
            add_word(text, words, &word);
            word = (struct widget_word){ .baseline = word.baseline };
        }
        x = letter == '\n' ? field->bounds.x + INSIDE : x + LETTER;
        word.baseline += letter == '\n' ? LINE : 0;
    }
    add_word(text, words, &word);
    field->texts = text;
    field->text_count = 1;
}

static void set_flag(struct widget *widget, str word)
{
    const struct {
        str name;
        bool *flag;
    } flags[] = {
        { S("selected"), &widget->selected },
        { S("focused"), &widget->focused },
        { S("disabled"), &widget->disabled },
        { S("hidden"), &widget->hidden },
        { S("repeats"), &widget->repeats },
        { S("unset"), &widget->unset },
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (text_equal(word, flags[i].name)) {
            *flags[i].flag = true;
            return;
        }
    }
    fail_msg("no such word: %.*s", TEXT_ARGS(word));
}

static void read_flags(struct widget *widget, str line, size_t *at)
{
    size_t open = *at;
    while (open < line.size && line.at[open] == ' ')
        open++;
    if (open == line.size || line.at[open] != '[')
        return;
    str inside = text_slice(line, open + 1, line.size);
    inside.size = text_find(inside, S("]"));
    *at = open + 1 + inside.size + 1;
    size_t within = 0;
    str word;
    while (text_word(inside, &within, &word))
        set_flag(widget, word);
}

static void read_more(struct sketch *sketch, struct widget *widget, str line,
                      size_t *at)
{
    str word;
    while (text_word(line, at, &word)) {
        if (text_equal(word, S("value")))
            widget->value = quoted(sketch->arena, line, at);
        else if (text_equal(word, S("from")))
            widget->from = sketch_number(line, at);
        else if (text_equal(word, S("to")))
            widget->to = sketch_number(line, at);
        else if (text_equal(word, S("number")))
            widget->number = sketch_number(line, at);
        else if (text_equal(word, S("does")))
            widget->action.which = sketch_number(line, at);
        else if (text_equal(word, S("held")))
            widget->held = (struct action){ .kind = ACTION_PEEK };
        else
            set_flag(widget, word);
    }
}

static enum widget_role role_of(str name)
{
    int role = 0;
    while (role < WIDGET_ROLES &&
           !text_equal(name, text_of(widget_role_name((enum widget_role)role))))
        role++;
    return (enum widget_role)role;
}

static void take_out(struct widgets *list, str id)
{
    int kept = 0;
    for (int i = 0; i < list->count; i++)
        if (!text_equal(list->all[i].id, id))
            list->all[kept++] = list->all[i];
    list->count = kept;
}

static void put_in(struct widgets *list, const struct widget *widget)
{
    for (int i = 0; i < list->count; i++) {
        if (text_equal(list->all[i].id, widget->id)) {
            list->all[i] = *widget;
            return;
        }
    }
    widget_add(list, widget);
}

static void read_widget(struct sketch *sketch, enum widget_role role, str line,
                        size_t at)
{
    struct widget widget = { .role = role };
    assert_true(text_word(line, &at, &widget.id));
    widget.id = text_copy(sketch->arena, widget.id);
    int *const numbers[] = { &widget.bounds.x, &widget.bounds.y,
                             &widget.bounds.w, &widget.bounds.h };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = (int)sketch_number(line, &at);
    widget.action = usual_action(sketch, &widget);
    read_flags(&widget, line, &at);
    widget.label = quoted(sketch->arena, line, &at);
    read_more(sketch, &widget, line, &at);
    if (role == WIDGET_FIELD)
        lay_out(sketch->arena, &widget);
    put_in(&sketch->list, &widget);
}

bool sketch_line(struct sketch *sketch, str line)
{
    size_t at = 0;
    str word;
    if (!text_word(line, &at, &word))
        return true; /* such as behind the last line end */
    enum widget_role role = role_of(word);
    if (role != WIDGET_ROLES)
        read_widget(sketch, role, line, at);
    else if (text_equal(word, S("screen")) && text_word(line, &at, &word))
        widget_begin(&sketch->list, sketch->arena, word);
    else if (text_equal(word, S("gone")) && text_word(line, &at, &word))
        take_out(&sketch->list, word);
    else
        return false;
    return true;
}

void sketch_say(const struct sketch *sketch, struct text *out,
                struct action action)
{
    static const struct {
        const char *name;
        bool counts;
    } kinds[ACTIONS] = {
        [ACTION_NONE] = { .name = "-" },
        [ACTION_PEEK] = { .name = "peek ", .counts = true },
        [ACTION_SLIDE_TO] = { .name = "slide to ", .counts = true },
        [ACTION_SLIDE_BY] = { .name = "slide by ", .counts = true },
        [ACTION_TYPE] = { .name = "type ", .counts = true },
        [ACTION_ERASE] = { .name = "erase" },
        [ACTION_CARET] = { .name = "caret by ", .counts = true },
        [ACTION_CARET_TO] = { .name = "caret to ", .counts = true },
    };
    if (action.kind == ACTION_CHOOSE) {
        assert_true(action.which >= 0 && action.which < sketch->id_count);
        text_add(out, sketch->ids[action.which]);
        return;
    }
    assert_non_null(kinds[action.kind].name);
    text_add(out, text_of(kinds[action.kind].name));
    if (kinds[action.kind].counts)
        text_add_number(out, action.which);
}
