/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/paint.h"

#include <assert.h>

/* Tenths of a millimetre. */
enum {
    ROUND = 30,
    ROUND_KEY = 18,
    EDGE = 5,
    EDGE_CHOSEN = 10,
    RING = 10,
    RING_APART = 4,
    TRACK = 50,
    THUMB = 60,
    MARK = 4,
};

struct paint {
    struct canvas *canvas;
    const struct look *look;
    str pressed;
};

static int tenths(const struct paint *paint, int tenths_of_millimetre)
{
    return look_mm(paint->look, tenths_of_millimetre / 10.0);
}

static uint32_t colour(const struct paint *paint, enum look_colour which)
{
    return look_colour(paint->look, which);
}

static bool is_pressed(const struct paint *paint, const struct widget *widget)
{
    return paint->pressed.size > 0 && text_equal(widget->id, paint->pressed);
}

/* ---- what stands behind --------------------------------------------------- */

static int roundness(const struct paint *paint, const struct widget *widget)
{
    return tenths(paint, widget->role == WIDGET_KEY ? ROUND_KEY : ROUND);
}

static void paint_card(const struct paint *paint, const struct widget *widget)
{
    bool chosen = widget->selected || is_pressed(paint, widget);
    canvas_card(
        paint->canvas,
        &(struct canvas_card){
            .area = widget->bounds,
            .radius = roundness(paint, widget),
            .fill = colour(paint, chosen ? LOOK_SELECTED : LOOK_CARD),
            .edge = tenths(paint, chosen ? EDGE_CHOSEN : EDGE),
            .edge_colour = colour(paint, chosen ? LOOK_BUTTON : LOOK_EDGE) });
}

static void paint_primary(const struct paint *paint,
                          const struct widget *widget)
{
    bool pressed = is_pressed(paint, widget);
    canvas_card(
        paint->canvas,
        &(struct canvas_card){ .area = widget->bounds,
                               .radius = roundness(paint, widget),
                               .fill = colour(paint, LOOK_BUTTON),
                               .edge = pressed ? tenths(paint, EDGE_CHOSEN) : 0,
                               .edge_colour = colour(paint, LOOK_INK) });
}

static void paint_nothing(const struct paint *paint,
                          const struct widget *widget)
{
    (void)paint;
    (void)widget;
}

static void (*const faces[])(const struct paint *paint,
                             const struct widget *widget) = {
    [WIDGET_BARE] = paint_nothing,
    [WIDGET_CARD] = paint_card,
    [WIDGET_PRIMARY] = paint_primary,
    [WIDGET_PANEL] = paint_card,
};

/* ---- what stands on it ---------------------------------------------------- */

static enum look_colour ink(const struct widget *widget, bool quiet)
{
    if (widget->face == WIDGET_PRIMARY)
        return LOOK_ON_BUTTON;
    return quiet || widget->disabled ? LOOK_QUIET : LOOK_INK;
}

static void paint_text(const struct paint *paint, const struct widget *widget,
                       const struct widget_text *text)
{
    for (int i = 0; i < text->count; i++)
        canvas_word(
            paint->canvas,
            &(struct canvas_word){
                .word = text->words[i].word,
                .style = { .letters = paint->look->letters,
                           .bold = look_is_bold(text->style) && !text->quiet,
                           .size = text->size },
                .x = text->words[i].x,
                .baseline = text->words[i].baseline,
                .colour = colour(paint, ink(widget, text->quiet)) });
}

static void paint_drawing(const struct paint *paint, str name, box area,
                          bool on_button)
{
    if (name.size > 0 && !box_is_empty(area))
        canvas_drawing(paint->canvas,
                       &(struct canvas_drawing){
                           .name = name, .area = area, .on_button = on_button },
                       paint->look);
}

static void paint_disc(const struct paint *paint, box area, uint32_t fill)
{
    canvas_card(paint->canvas, &(struct canvas_card){ .area = area,
                                                      .radius = area.w / 2,
                                                      .fill = fill });
}

static void paint_tick(const struct paint *paint, const struct widget *widget)
{
    if (!widget->selected || box_is_empty(widget->tick_box))
        return;
    paint_disc(paint, widget->tick_box, colour(paint, LOOK_BUTTON));
    paint_drawing(paint, S("tick"),
                  box_inset(widget->tick_box, widget->tick_box.w / 6), true);
}

/* ---- what has a form of its own ------------------------------------------- */

static void paint_progress(const struct paint *paint,
                           const struct widget *widget)
{
    box bar = widget->bounds;
    canvas_card(paint->canvas, &(struct canvas_card){
                                   .area = bar,
                                   .radius = bar.h / 2,
                                   .fill = colour(paint, LOOK_CARD),
                                   .edge = tenths(paint, 3),
                                   .edge_colour = colour(paint, LOOK_EDGE) });
    bar.w = widget->to > 0 ? (int)(bar.w * widget->number / widget->to) : 0;
    if (bar.w < bar.h)
        bar.w = bar.h;
    canvas_card(paint->canvas,
                &(struct canvas_card){ .area = bar,
                                       .radius = bar.h / 2,
                                       .fill = colour(paint, LOOK_BUTTON) });
}

/* Half a thumb is left at each end, as where it is touched. */
static int thumb_place(const struct widget *widget)
{
    box inner = box_inset(widget->bounds, widget->bounds.h / 2);
    long range = widget->to - widget->from;
    long along = range > 0 ? inner.w * (widget->number - widget->from) / range
                           : 0;
    return widget->bounds.x + widget->bounds.h / 2 + (int)along;
}

static void paint_track(const struct paint *paint, const struct widget *widget)
{
    box area = widget->bounds;
    int high = tenths(paint, TRACK);
    box track = { area.x + area.h / 2 - high, area.y + (area.h - high) / 2,
                  area.w - area.h + 2 * high, high };
    canvas_card(paint->canvas, &(struct canvas_card){
                                   .area = track,
                                   .radius = high / 2,
                                   .fill = colour(paint, LOOK_CARD),
                                   .edge = tenths(paint, EDGE),
                                   .edge_colour = colour(paint, LOOK_EDGE) });
    if (widget->unset)
        return;
    track.w = thumb_place(widget) - track.x;
    canvas_card(paint->canvas,
                &(struct canvas_card){ .area = track,
                                       .radius = high / 2,
                                       .fill = colour(paint, LOOK_BUTTON) });
}

/* Hollow until somebody has set it (I35). */
static void paint_slider(const struct paint *paint, const struct widget *widget)
{
    int size = tenths(paint, 2 * THUMB);
    box thumb = { thumb_place(widget) - size / 2,
                  widget->bounds.y + (widget->bounds.h - size) / 2, size,
                  size };
    enum look_colour fill = widget->unset ? LOOK_BACKGROUND : LOOK_BUTTON;
    paint_track(paint, widget);
    canvas_card(paint->canvas,
                &(struct canvas_card){
                    .area = thumb,
                    .radius = size / 2,
                    .fill = colour(paint, fill),
                    .edge = tenths(paint, EDGE_CHOSEN),
                    .edge_colour = colour(paint, widget->unset ? LOOK_EDGE
                                                               : LOOK_INK) });
}

static void paint_caret(const struct paint *paint, const struct widget *widget)
{
    canvas_fill(paint->canvas, widget->caret_box, colour(paint, LOOK_BUTTON));
}

/* A key with accents behind it says so with a dot. */
static void paint_key(const struct paint *paint, const struct widget *widget)
{
    int size = tenths(paint, 3 * MARK);
    box at = widget->bounds;
    if (widget->held.kind != ACTION_NONE)
        paint_disc(paint,
                   (box){ at.x + at.w - 2 * size, at.y + size, size, size },
                   colour(paint, LOOK_BUTTON));
}

static void (*const forms[])(const struct paint *paint,
                             const struct widget *widget) = {
    [WIDGET_HEADING] = paint_nothing, [WIDGET_TEXT] = paint_nothing,
    [WIDGET_PICTURE] = paint_nothing, [WIDGET_PROGRESS] = paint_progress,
    [WIDGET_BUTTON] = paint_nothing,  [WIDGET_TOOL] = paint_nothing,
    [WIDGET_CHOICE] = paint_nothing,  [WIDGET_SLIDER] = paint_slider,
    [WIDGET_FIELD] = paint_caret,     [WIDGET_KEY] = paint_key,
};
static_assert(sizeof forms / sizeof *forms == WIDGET_ROLES,
              "every role is drawn");

/* ---- all of it ------------------------------------------------------------ */

/* A ring that stands off what it surrounds is seen on every colour (I15). */
static void paint_ring(const struct paint *paint, const struct widget *widget)
{
    int apart = tenths(paint, RING_APART) + tenths(paint, RING);
    canvas_card(paint->canvas, &(struct canvas_card){
                                   .area = box_inset(widget->bounds, -apart),
                                   .radius = roundness(paint, widget) + apart,
                                   .edge = tenths(paint, RING),
                                   .edge_colour = colour(paint, LOOK_FOCUS),
                                   .hollow = true });
}

static void paint_widget(const struct paint *whole, const struct widget *widget)
{
    struct paint own = *whole;
    const struct paint *paint = &own;
    if (widget->hidden)
        return;
    if (widget->look)
        own.look = widget->look;
    faces[widget->face](paint, widget);
    paint_drawing(paint, widget->picture, widget->picture_box,
                  widget->face == WIDGET_PRIMARY);
    forms[widget->role](paint, widget);
    for (int i = 0; i < widget->text_count; i++)
        paint_text(paint, widget, &widget->texts[i]);
    paint_tick(paint, widget);
}

void paint_list(struct canvas *canvas, const struct widgets *list,
                const struct look *look, str pressed)
{
    const struct paint paint = { canvas, look, pressed };
    canvas_fill(canvas, (box){ 0, 0, look->width, look->height },
                look_colour(look, LOOK_BACKGROUND));
    for (int i = 0; i < list->count; i++)
        paint_widget(&paint, &list->all[i]);
    for (int i = 0; i < list->count; i++)
        if (list->all[i].focused && !list->all[i].hidden)
            paint_ring(&paint, &list->all[i]);
}
