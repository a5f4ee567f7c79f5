/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/picture.h"

#include <string.h>

enum { DEEPEST = 16 };

static const char *const elements[] = {
    "svg",     "g",    "path",     "rect",    "circle",
    "ellipse", "line", "polyline", "polygon",
};
static const char elements_said[] =
    "g, path, rect, circle, ellipse, line, polyline, polygon";

static const char *const attributes[] = {
    "xmlns",
    "viewBox",
    "width",
    "height",
    "d",
    "x",
    "y",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "x1",
    "y1",
    "x2",
    "y2",
    "points",
    "fill",
    "stroke",
    "stroke-width",
    "fill-rule",
    "stroke-linecap",
    "stroke-linejoin",
    "transform",
};

/* The calm theme's own colours; the others are put in their place. */
static const char *const colours[] = {
    "none",    "#1b1f2a", "#ffffff", "#1f4e79",
    "#d9e8f5", "#f5dfa6", "#c3d0e8", "#e6e1d5",
};
static const char colours_said[] =
    "#1b1f2a, #ffffff, #1f4e79, #d9e8f5, #f5dfa6, #c3d0e8, #e6e1d5";

static const char other_size[] = TEXT_KEY(
    "every picture is drawn on 96 by 96; write viewBox=\"0 0 96 96\"");

struct scan {
    str text;
    size_t next;
    struct faults *faults;
    str open[DEEPEST]; /* the elements around us */
    int depth;
    bool drawn;  /* an element has begun */
    size_t root; /* where the picture's own element is named; 0: nowhere yet */
    bool sized;  /* and it has a viewBox */
    bool broken;
};

#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

static bool is_in(const char *const *table, size_t count, str word)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(word, text_of(table[i])))
            return true;
    return false;
}

static void refuse(struct scan *scan, size_t at, const char *pattern, str found,
                   str known)
{
    struct text_place place = { 0 };
    if (scan->faults->count < FAULT_MOST) /* finding it takes time */
        place = text_place(scan->text, at);
    fault_add(scan->faults, place, pattern, SLOT("found", found),
              SLOT("known", known));
}

static bool breaks(struct scan *scan, const char *pattern)
{
    refuse(scan, scan->next, pattern, S(""), S(""));
    scan->broken = true;
    return false;
}

static str rest(const struct scan *scan)
{
    return text_slice(scan->text, scan->next, scan->text.size);
}

static bool take(struct scan *scan, str sign)
{
    if (!text_starts(rest(scan), sign))
        return false;
    scan->next += sign.size;
    return true;
}

static void skip_blanks(struct scan *scan)
{
    while (scan->next < scan->text.size &&
           strchr(" \t\r\n", scan->text.at[scan->next]))
        scan->next++;
}

static bool skip_past(struct scan *scan, str end)
{
    size_t found = text_find(rest(scan), end);
    if (found == rest(scan).size)
        return breaks(scan, TEXT_KEY("this is not closed; save the picture "
                                     "again"));
    scan->next += found + end.size;
    return true;
}

static str take_name(struct scan *scan)
{
    size_t from = scan->next;
    while (scan->next < scan->text.size &&
           !strchr(" \t\r\n=/><\"'", scan->text.at[scan->next]))
        scan->next++;
    return text_slice(scan->text, from, scan->next);
}

/* What an attribute may say; `at` is where its value stands. */
static void check_value(struct scan *scan, str name, str value, size_t at)
{
    bool colour = text_equal(name, S("fill")) || text_equal(name, S("stroke"));
    if (colour && !is_in(colours, COUNT_OF(colours), value))
        refuse(scan, at,
               TEXT_KEY("{found} is no colour of the palette; write none or "
                        "one of: {known}"),
               value, text_of(colours_said));
    if (text_equal(name, S("viewBox")) && !text_equal(value, S("0 0 96 96")))
        refuse(scan, at, other_size, value, S(""));
    if (text_find(value, S("%")) < value.size ||
        text_find(value, S("<")) < value.size ||
        text_find(value, S("&")) < value.size ||
        text_find(value, S("url(")) < value.size)
        refuse(scan, at,
               TEXT_KEY("the renderer leaves {found} out; write plain numbers "
                        "and colours"),
               value, S(""));
}

static bool read_attribute(struct scan *scan)
{
    size_t at = scan->next;
    str name = take_name(scan);
    skip_blanks(scan);
    if (name.size == 0 || !take(scan, S("=")))
        return breaks(scan, TEXT_KEY("this is not SVG; save the picture again "
                                     "as plain SVG"));
    skip_blanks(scan);
    str quote = text_slice(rest(scan), 0, 1);
    if (!take(scan, S("\"")) && !take(scan, S("'")))
        return breaks(scan, TEXT_KEY("a value in quotes is meant here; save "
                                     "the picture again as plain SVG"));
    size_t from = scan->next;
    if (!skip_past(scan, quote))
        return false;
    str value = text_slice(scan->text, from, scan->next - 1);
    if (scan->depth == 0 && text_equal(name, S("viewBox")))
        scan->sized = true;
    if (is_in(attributes, COUNT_OF(attributes), name))
        check_value(scan, name, value, from);
    else
        refuse(scan, at,
               TEXT_KEY("{found} may be left out by the renderer; draw "
                        "without it"),
               name, S(""));
    return true;
}

static void check_element(struct scan *scan, str name, size_t at)
{
    bool root = text_equal(name, S("svg"));
    bool outside = !root && scan->depth == 0;
    if (root == scan->drawn || outside ||
        !is_in(elements, COUNT_OF(elements), name))
        refuse(scan, at,
               TEXT_KEY("<{found}> may be left out by the renderer; draw "
                        "inside one svg with: {known}"),
               name, text_of(elements_said));
    if (root && !scan->drawn)
        scan->root = at;
    scan->drawn = true;
}

static bool read_element(struct scan *scan)
{
    size_t at = scan->next;
    str name = take_name(scan);
    check_element(scan, name, at);
    for (;;) {
        skip_blanks(scan);
        if (take(scan, S("/>")))
            return true;
        if (take(scan, S(">")))
            break;
        if (scan->next == scan->text.size)
            return breaks(scan, TEXT_KEY("this is not closed; save the "
                                         "picture again"));
        if (!read_attribute(scan))
            return false;
    }
    if (scan->depth == DEEPEST)
        return breaks(scan, TEXT_KEY("too many groups inside each other; draw "
                                     "with fewer"));
    scan->open[scan->depth++] = name;
    return true;
}

static bool read_end(struct scan *scan)
{
    str name = take_name(scan);
    skip_blanks(scan);
    if (scan->depth == 0 || !text_equal(name, scan->open[scan->depth - 1]) ||
        !take(scan, S(">")))
        return breaks(scan, TEXT_KEY("this closes what is not open; save the "
                                     "picture again"));
    scan->depth--;
    return true;
}

static bool read_words(struct scan *scan)
{
    skip_blanks(scan);
    size_t from = scan->next;
    scan->next += text_find(rest(scan), S("<"));
    str words = text_trim(text_slice(scan->text, from, scan->next));
    if (words.size > 0)
        refuse(scan, from,
               TEXT_KEY("words in a picture are not drawn; take them out"),
               words, S(""));
    return scan->next < scan->text.size;
}

static bool read_next(struct scan *scan)
{
    if (!read_words(scan))
        return false;
    if (take(scan, S("<!--")))
        return skip_past(scan, S("-->"));
    if (take(scan, S("<?")))
        return skip_past(scan, S("?>"));
    if (take(scan, S("</")))
        return read_end(scan);
    if (take(scan, S("<!")))
        return breaks(scan, TEXT_KEY("a picture needs no document type; save "
                                     "it as plain SVG"));
    take(scan, S("<"));
    return read_element(scan);
}

void picture_check(str content, struct faults *faults)
{
    struct scan scan = { .text = content, .faults = faults };
    size_t bad = 0;
    if (!text_check(content, &bad)) {
        fault_add(faults, text_place(content, bad),
                  "this character is not UTF-8 text; save the file as UTF-8");
        return;
    }
    while (read_next(&scan))
        ;
    if (!scan.broken && scan.root > 0 && !scan.sized)
        refuse(&scan, scan.root, other_size, S(""), S(""));
    if (!scan.broken && (!scan.drawn || scan.depth > 0))
        breaks(&scan, TEXT_KEY("the picture is not whole; save it again"));
}
