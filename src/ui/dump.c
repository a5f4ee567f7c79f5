/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dump.h"

static void add_name(struct text *out, const char *name)
{
    text_add(out, text_of(name));
}

static void add_quoted(struct text *out, str label)
{
    text_add_char(out, '"');
    for (size_t i = 0; i < label.size; i++) {
        char byte = label.at[i];
        if (byte == '"' || byte == '\\')
            text_add_char(out, '\\');
        if (byte == '\n')
            text_add(out, S("\\n"));
        else if (byte == '\t')
            text_add(out, S("\\t"));
        else
            text_add_char(out, byte);
    }
    text_add_char(out, '"');
}

static void add_place(struct text *out, box bounds)
{
    const int numbers[] = { bounds.x, bounds.y, bounds.w, bounds.h };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        text_add_char(out, ' ');
        text_add_number(out, numbers[i]);
    }
}

static void add_flags(struct text *out, const struct widget *widget)
{
    const struct {
        bool set;
        const char *name;
    } flags[] = {
        { .set = widget->selected, .name = "selected" },
        { .set = widget->focused, .name = "focused" },
        { .set = widget->disabled, .name = "disabled" },
        { .set = widget->hidden, .name = "hidden" },
    };
    const char *before = " [";
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (!flags[i].set)
            continue;
        add_name(out, before);
        add_name(out, flags[i].name);
        before = " ";
    }
    if (before[1] == '\0')
        text_add_char(out, ']');
}

static void add_widget(struct text *out, const struct widget *widget)
{
    add_name(out, widget_role_name(widget->role));
    text_add_char(out, ' ');
    text_add(out, widget->id);
    add_place(out, widget->bounds);
    add_flags(out, widget);
    text_add_char(out, ' ');
    add_quoted(out, widget->label.size > 0 ? widget->label : widget->value);
    text_add_char(out, '\n');
}

static void add_first_line(struct text *out, str screen,
                           const struct look *look, str language)
{
    text_add(out, S("screen "));
    text_add(out, screen);
    text_add_char(out, ' ');
    text_add(out, language);
    text_add_char(out, ' ');
    text_add_number(out, look->width);
    text_add_char(out, 'x');
    text_add_number(out, look->height);
    text_add_char(out, ' ');
    add_name(out, look_theme_name(look->theme));
    text_add_char(out, ' ');
    add_name(out, look_size_name(look->size));
    text_add_char(out, '\n');
}

str dump_screen(struct arena *arena, const struct widgets *list,
                const struct look *look, str language)
{
    struct text out = { .arena = arena };
    add_first_line(&out, list->screen, look, language);
    for (int i = 0; i < list->count; i++)
        add_widget(&out, &list->all[i]);
    return text_view(&out);
}
