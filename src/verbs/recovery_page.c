/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/recovery_page.h"

#include "base/arena.h"
#include "base/words.h"
#include "keep/recovery.h"
#include "ui/qr.h"

/* The page has no margin of its own: browsers would print the date and the
 * name of the file there. */
static const char style[] =
    "@page { size: A4; margin: 0 }\n"
    ":root { color-scheme: light }\n"
    "* { box-sizing: border-box; margin: 0; padding: 0 }\n"
    "body { color: #000; background: #fff;\n"
    "  font: 11pt/1.35 Andika, Verdana, \"DejaVu Sans\", sans-serif }\n"
    "main { width: 210mm; min-height: 296mm; margin: auto;\n"
    "  padding: 11mm 16mm 8mm; display: flex; flex-direction: column;\n"
    "  gap: 5mm }\n"
    ".pair { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr;\n"
    "  column-gap: 8mm }\n"
    "h1 { font-size: 28pt; line-height: 1.1; padding-bottom: 3mm;\n"
    "  border-bottom: 1.5mm solid }\n"
    "h2 { font-size: 12.5pt; margin-bottom: 1.5mm }\n"
    "dl { display: flex; flex-wrap: wrap; gap: 3mm 12mm }\n"
    "dt, figcaption, .line { font-size: 9pt }\n"
    "dd { font-size: 15pt; font-weight: bold; line-height: 1.2;\n"
    "  overflow-wrap: anywhere }\n"
    "dt span + span::before, .line span + span::before {\n"
    "  content: \"\\00B7\\00A0\" }\n"
    ".purpose { font-size: 12.5pt }\n"
    ".key { border: .8mm solid; border-radius: 3mm;\n"
    "  padding: 4mm 5mm }\n"
    ".copies { display: flex; gap: 6mm; margin-bottom: 3mm }\n"
    "ol { flex: 1; display: grid; grid-template-columns: repeat(4, auto);\n"
    "  list-style: none; counter-reset: group }\n"
    "ol li { counter-increment: group; white-space: nowrap;\n"
    "  align-self: center }\n"
    "ol li::before { content: counter(group); display: inline-block;\n"
    "  width: 6mm; padding-right: 1.5mm; text-align: right;\n"
    "  font-size: 9pt }\n"
    "code { font: bold 18pt \"DejaVu Sans Mono\", Consolas, Menlo,\n"
    "  \"Liberation Mono\", monospace }\n"
    "figure { width: 42mm; text-align: center }\n"
    "svg { display: block; width: 100% }\n"
    "figcaption span { display: block }\n"
    ".reading, ul { font-size: 10pt }\n"
    ".reading :only-child, :only-child > ul { font-size: 12pt }\n"
    "ul { padding-left: 4.5mm }\n"
    "ul li + li { margin-top: 1mm }\n"
    ".lines { display: grid; grid-template-columns: 1fr 1fr;\n"
    "  gap: 10mm 8mm; margin-top: auto; padding-top: 7mm }\n"
    ".line { border-top: .3mm solid; padding-top: 1mm }\n"
    ".key, .pair, .line { break-inside: avoid }\n"
    "@media screen {\n"
    "  html { background: #ddd }\n"
    "  main { background: #fff; margin: 8mm auto }\n"
    "  body { background: none }\n"
    "}\n";

/* A page being written. */
struct page {
    const struct recovery_sheet *sheet;
    int languages;
    struct text out;
};

static void put(struct page *page, const char *literal)
{
    text_add(&page->out, text_of(literal));
}

/* Words as they are, for names may hold anything. */
static void put_escaped(struct page *page, str words)
{
    static const char *const signs[] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"
    };
    for (size_t i = 0; i < words.size; i++) {
        unsigned char byte = (unsigned char)words.at[i];
        const char *sign = byte < sizeof signs / sizeof *signs ? signs[byte]
                                                               : NULL;
        if (sign)
            put(page, sign);
        else
            text_add_char(&page->out, words.at[i]);
    }
}

static void put_language(struct page *page, int language)
{
    put(page, " lang=\"");
    put_escaped(page, words_language(page->sheet->languages[language]));
    put(page, "\">");
}

/* <p lang="cy">…</p> */
static void put_element(struct page *page, const char *element, int language,
                        enum recovery_sheet_part part)
{
    put(page, "<");
    put(page, element);
    put_language(page, language);
    put_escaped(page, recovery_sheet_say(page->sheet, language, part));
    put(page, "</");
    put(page, element);
    put(page, ">");
}

/* The same in each language, one behind the other. */
static void put_spans(struct page *page, enum recovery_sheet_part part)
{
    for (int i = 0; i < page->languages; i++) {
        put(page, i ? " " : "");
        put_element(page, "span", i, part);
    }
}

/* The same in each language, side by side. */
static void put_pair(struct page *page, const char *opening,
                     enum recovery_sheet_part part)
{
    put(page, opening);
    for (int i = 0; i < page->languages; i++)
        put_element(page, "p", i, part);
    put(page, "</div>\n");
}

static void put_head(struct page *page)
{
    put(page, "<!DOCTYPE html>\n<html");
    put_language(page, 0);
    put(page, "\n<head>\n<meta charset=\"utf-8\">\n<title>");
    put_escaped(page, recovery_sheet_say(page->sheet, 0, SHEET_TITLE));
    put(page, ": ");
    put_escaped(page, page->sheet->collection);
    put(page, "</title>\n<style>\n");
    put(page, style);
    put(page, "</style>\n</head>\n");
}

static void put_name(struct page *page, enum recovery_sheet_part part, str name)
{
    put(page, "<div><dt>");
    put_spans(page, part);
    put(page, "</dt><dd>");
    put_escaped(page, name);
    put(page, "</dd></div>\n");
}

static void put_names(struct page *page)
{
    put(page, "<h1 class=\"pair\">");
    put_spans(page, SHEET_TITLE);
    put(page, "</h1>\n<dl>\n");
    put_name(page, SHEET_SERVICE, page->sheet->service);
    put_name(page, SHEET_COLLECTION, page->sheet->collection);
    put(page, "</dl>\n");
    put_pair(page, "<div class=\"pair purpose\">", SHEET_PURPOSE);
}

/* Their numbers are counted by the style; a list is still called one where
 * that takes its own numbers away. */
static void put_groups(struct page *page)
{
    put(page, "<ol role=\"list\">\n");
    for (int i = 0; i < RECOVERY_GROUPS; i++) {
        put(page, "<li><code>");
        text_add(&page->out, recovery_sheet_group(page->sheet, i));
        put(page, "</code></li>\n");
    }
    put(page, "</ol>\n");
}

static void put_square(struct page *page, const struct qr *qr)
{
    put(page, "<figure><svg role=\"img\" aria-labelledby=\"square\" "
              "shape-rendering=\"crispEdges\" viewBox=\"0 0 ");
    text_add_number(&page->out, qr->side);
    put(page, " ");
    text_add_number(&page->out, qr->side);
    put(page, "\"><path d=\"");
    text_add(&page->out, qr->path);
    put(page, "\"/></svg>\n<figcaption id=\"square\">");
    put_spans(page, SHEET_SQUARE);
    put(page, "</figcaption></figure>\n");
}

/* The groups are the whole key: where there is no memory to draw the code, the
 * sheet does without. */
static void put_key(struct page *page)
{
    struct qr qr;
    bool drawn = qr_draw(page->out.arena, text_of(page->sheet->key), &qr);
    put(page, "<section class=\"key\">\n<div class=\"copies\">\n");
    put_groups(page);
    if (drawn)
        put_square(page, &qr);
    put(page, "</div>\n");
    put_pair(page, "<div class=\"pair reading\">", SHEET_TYPING);
    if (drawn)
        put_pair(page, "<div class=\"pair reading\">", SHEET_SCANNING);
    put(page, "</section>\n");
}

static void put_rules(struct page *page, int language)
{
    put(page, "<div>");
    put_element(page, "h2", language, SHEET_KEEPING);
    put(page, "\n<ul>\n");
    for (int i = SHEET_RULES; i < SHEET_LINES; i++) {
        put_element(page, "li", language, (enum recovery_sheet_part)i);
        put(page, "\n");
    }
    put(page, "</ul></div>\n");
}

static void put_lines(struct page *page)
{
    put(page, "<div class=\"lines\">\n");
    for (int i = SHEET_LINES; i < SHEET_PARTS; i++) {
        put(page, "<p class=\"line\">");
        put_spans(page, (enum recovery_sheet_part)i);
        put(page, "</p>\n");
    }
    put(page, "</div>\n");
}

str recovery_page_html(struct arena *arena, const struct recovery_sheet *sheet)
{
    struct page page = { .sheet = sheet,
                         .languages = recovery_sheet_languages(sheet),
                         .out = { .arena = arena } };
    put_head(&page);
    put(&page, "<body>\n<main>\n");
    put_names(&page);
    put_key(&page);
    put(&page, "<section class=\"pair\">\n");
    for (int i = 0; i < page.languages; i++)
        put_rules(&page, i);
    put(&page, "</section>\n");
    put_lines(&page);
    put(&page, "</main>\n</body>\n</html>\n");
    return text_view(&page.out);
}
