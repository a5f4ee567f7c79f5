/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/screens/screens_lines.h"

#include "base/arena.h"

enum { ROW_LEAST = 16, ROW_MOST = 22, GAP = 3, PADDING = 2 }; /* millimetres */

static str form_of(const struct build *build)
{
    const struct form *form = seat_form(build->seat);
    return form ? form->id : S("");
}

static str id_of(const struct build *build, const char *start, int line)
{
    struct text id = { .arena = build->frame };
    text_add(&id, text_of(start));
    text_add_number(&id, line + 1);
    return text_view(&id);
}

static void build_words(struct build *build, const char *start, int line,
                        const struct build_text *text, box area)
{
    struct build_text copy = *text;
    copy.id = id_of(build, start, line);
    copy.role = WIDGET_TEXT;
    build_text(build, &copy, area);
}

/* The name over what it is; the number is what is looked for. */
static void build_line(struct build *build, int which, box area)
{
    const struct support_line *line = &build->seat->plan.support->lines[which];
    str language = words_language(build->words);
    widget_add(build->list,
               &(struct widget){ .id = id_of(build, "line_", which),
                                 .role = WIDGET_PICTURE,
                                 .face = WIDGET_PANEL,
                                 .bounds = area });
    box inside = box_inset(area, build_mm(build, PADDING));
    box number = box_cut_right(&inside, inside.w / 3, build_mm(build, GAP));
    build_words(build, "name_", which,
                &(struct build_text){ .text = support_name(line, language),
                                      .style = LOOK_LABEL },
                box_cut_top(&inside, inside.h / 2, 0));
    build_words(build, "says_", which,
                &(struct build_text){ .text = support_says(line, language),
                                      .style = LOOK_SMALL,
                                      .quiet = true },
                inside);
    build_words(build, "number_", which,
                &(struct build_text){ .text = line->parts[SUPPORT_NUMBER],
                                      .style = LOOK_LABEL,
                                      .side = LAY_MIDDLE },
                number);
}

int screens_lines_least(const struct build *build)
{
    return build_mm(build, ROW_LEAST);
}

void screens_lines(struct build *build)
{
    const struct support *support = build->seat->plan.support;
    int gap = build_mm(build, GAP);
    int fit = (build->body.h + gap) / (build_mm(build, ROW_LEAST) + gap);
    int count = 0;
    for (int i = 0; i < support->count; i++)
        count += support_is_for(&support->lines[i], form_of(build));
    fit = fit < 1 ? 1 : fit > count ? count : fit;
    build_turn(build, fit ? (count + fit - 1) / fit : 1);
    int most = fit * (build_mm(build, ROW_MOST) + gap) - gap;
    box area = box_cut_top(&build->body,
                           build->body.h < most ? build->body.h : most, 0);
    for (int i = 0, at = -build->page * fit; i < support->count; i++) {
        if (!support_is_for(&support->lines[i], form_of(build)))
            continue;
        if (at >= 0 && at < fit)
            build_line(build, i, box_row(area, at, fit, gap));
        at++;
    }
}
