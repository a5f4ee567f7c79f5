/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/as_page.h"

#include "base/arena.h"
#include "report/harmless.h"
#include "report/part.h"

static const char style[] =
#include "report/page_style.inc"
    ;

/* A page being written. */
struct page {
    const struct listing *listing;
    struct text out;
};

static void put(struct page *page, const char *literal)
{
    text_add(&page->out, text_of(literal));
}

/* Words as they are, between elements or in an attribute. */
static void put_words(struct page *page, str words)
{
    static const char *const signs[] = { ['&'] = "&amp;",
                                         ['<'] = "&lt;",
                                         ['>'] = "&gt;",
                                         ['"'] = "&quot;",
                                         ['\''] = "&#39;" };
    str line = harmless_line(page->listing->arena, words);
    for (size_t i = 0; i < line.size; i++) {
        unsigned char byte = (unsigned char)line.at[i];
        const char *sign = byte < sizeof signs / sizeof *signs ? signs[byte]
                                                               : NULL;
        if (sign)
            put(page, sign);
        else
            text_add_char(&page->out, line.at[i]);
    }
}

/* An element with its words, unless there are none. `opening` is all of it up
 * to its words, `closing` what comes behind them. */
static void put_element(struct page *page, const char *opening, str words,
                        const char *closing)
{
    if (words.size == 0)
        return;
    put(page, opening);
    put_words(page, words);
    put(page, closing);
}

static str say(const struct page *page, const char *english)
{
    return words_say(page->listing->release->words, english);
}

static str remark(const struct page *page, enum listing_remark which)
{
    return listing_remark(page->listing, which);
}

/* ---- head ---------------------------------------------------------------- */

static void put_head(struct page *page)
{
    const struct release *release = page->listing->release;
    put(page, "<!DOCTYPE html>\n<html lang=\"");
    put_words(page, words_language(release->words));
    put(page, "\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" "
              "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, "
              "initial-scale=1\">\n<meta name=\"referrer\" "
              "content=\"no-referrer\">\n");
    put_element(page, "<title>", remark(page, LISTING_TITLE), ": ");
    put_words(page, release->collection);
    put(page, "</title>\n<style>\n");
    put(page, style);
    put(page, "</style>\n</head>\n");
}

static void put_notices(struct page *page)
{
    str recipient = remark(page, LISTING_RECIPIENT);
    str practice = remark(page, LISTING_PRACTICE);
    if (recipient.size + practice.size == 0)
        return;
    put(page, "<header class=\"notices\">");
    put_element(page, "<p>", recipient, "</p>");
    put_element(page, "<p>", practice, "</p>");
    put(page, "</header>\n");
}

static void put_title(struct page *page)
{
    const struct release *release = page->listing->release;
    put_element(page, "<h1>", remark(page, LISTING_TITLE), "</h1>\n");
    put_element(page, "<p class=\"about\">", release->service, "</p>\n");
    put_element(page, "<p class=\"about\">", release->collection, "</p>\n");
    put_element(page, "<p class=\"note\">", remark(page, LISTING_ROUNDING),
                "</p>\n");
}

/* ---- the section --------------------------------------------------------- */

static void put_reference(struct page *page,
                          const struct narrate_reference *reference)
{
    str name = listing_reference(page->listing->arena, reference->form,
                                 reference->question);
    put(page, "<a href=\"#");
    text_add(&page->out, name);
    put(page, "\">");
    text_add(&page->out, name);
    put(page, "</a>");
}

static void put_sentence(struct page *page,
                         const struct narrate_sentence *sentence)
{
    put_words(page, sentence->text);
    put(page, sentence->reference_count > 0 ? "<sup>" : "");
    for (int i = 0; i < sentence->reference_count; i++) {
        put(page, i ? " " : "");
        put_reference(page, &sentence->references[i]);
    }
    put(page, sentence->reference_count > 0 ? "</sup>" : "");
}

static void put_bullet(struct page *page, const struct narrate_bullet *bullet)
{
    put(page, "<li>");
    for (int s = 0; s < bullet->sentence_count; s++) {
        put(page, s ? " " : "");
        put_sentence(page, &bullet->sentences[s]);
    }
    put(page, "</li>\n");
}

/* A list is still called one where its signs are taken away. */
static void put_section(struct page *page,
                        const struct narrate_section *section)
{
    put_element(page, "<h2>", section->heading, "</h2>\n");
    put(page, "<p>");
    put_sentence(page, &section->opening);
    put(page, "</p>\n");
    if (section->bullet_count == 0)
        return;
    put(page, "<ul class=\"findings\" role=\"list\">\n");
    for (int b = 0; b < section->bullet_count; b++)
        put_bullet(page, &section->bullets[b]);
    put(page, "</ul>\n");
}

/* ---- numbers ------------------------------------------------------------- */

/* In thousandths, so that short bars differ. */
static void put_length(struct page *page, long thousandths)
{
    text_add_number(&page->out, thousandths / 10);
    put(page, ".");
    text_add_number(&page->out, thousandths % 10);
}

/* The bar is of the numbers beside it, and says nothing more. */
static void put_bar(struct page *page, const struct listing_row *row)
{
    if (row->part == LISTING_MEDIAN || row->base.status == GUARD_WITHHELD ||
        row->base.count <= 0)
        return;
    long length = row->cell.count * 1000 / row->base.count;
    put(page, "<svg class=\"bar\" viewBox=\"0 0 100 10\" width=\"176\" "
              "height=\"14\" preserveAspectRatio=\"none\" "
              "aria-hidden=\"true\" focusable=\"false\">"
              "<rect class=\"track\" width=\"100\" height=\"10\"/>"
              "<rect class=\"fill\" width=\"");
    put_length(page, length < 1000 ? length : 1000);
    put(page, "\" height=\"10\"/></svg>");
}

static void put_cells(struct page *page, const struct listing_row *row)
{
    if (row->cell.status == GUARD_WITHHELD) {
        put_element(page, "<td class=\"withheld\" colspan=\"2\">",
                    listing_withheld(page->listing, row->cell.reason), "</td>");
        return;
    }
    put(page, "<td class=\"number\">");
    text_add_number(&page->out, row->cell.count);
    put(page, "</td><td class=\"share\">");
    if (row->has_base)
        put_bar(page, row);
    put_element(page, "<span>", listing_share(page->listing, row), "</span>");
    put(page, "</td>");
}

static void put_line(struct page *page, const struct listing_line *line)
{
    put(page, "<tr><th scope=\"row\">");
    put_words(page, line->label);
    put(page, "</th>");
    put_cells(page, line->row);
    put(page, "</tr>\n");
}

/* Those in the base, and behind them the others. */
static void put_lines(struct page *page, const struct listing_question *asked)
{
    int count;
    const struct listing_line *lines = listing_lines(page->listing, asked,
                                                     &count);
    for (int i = 0; i < count; i++) {
        if (i == 0 || lines[i].counts != lines[i - 1].counts) {
            put(page, i ? "</tbody>\n" : "");
            put(page,
                lines[i].counts ? "<tbody>\n" : "<tbody class=\"rest\">\n");
        }
        put_line(page, &lines[i]);
    }
    put(page, count > 0 ? "</tbody>\n" : "");
}

static void put_columns(struct page *page)
{
    put_element(page, "<thead><tr><th scope=\"col\">",
                say(page, TEXT_KEY("Answer")), "</th>");
    put_element(page, "<th scope=\"col\" class=\"number\">",
                say(page, TEXT_KEY("Number")), "</th>");
    put_element(page, "<th scope=\"col\">", say(page, TEXT_KEY("Share")),
                "</th></tr></thead>\n");
}

static void put_table(struct page *page, const struct listing_question *asked)
{
    put(page, "<table class=\"tally\">\n<caption>");
    text_add(&page->out, asked->reference);
    put_element(page, " · ", listing_bases(page->listing, asked, S(" · ")), "");
    put(page, "</caption>\n");
    put_columns(page);
    put_lines(page, asked);
    put(page, "</table>\n");
}

static void put_withheld(struct page *page, enum guard_reason reason)
{
    str words = listing_withheld(page->listing, reason);
    put_element(page, "<p class=\"withheld\">",
                part_capital(page->listing->arena, words), ".</p>\n");
}

static void put_question(struct page *page,
                         const struct listing_question *asked)
{
    put(page, "<div class=\"question\" id=\"");
    text_add(&page->out, asked->reference);
    put(page, "\">\n<h4><span class=\"key\">");
    text_add(&page->out, asked->reference);
    put_element(page, "</span> ", asked->label, "</h4>\n");
    if (asked->withheld)
        put_withheld(page, asked->reason);
    else
        put_table(page, asked);
    put(page, "</div>\n");
}

static void put_returns(struct page *page, struct guard_cell returns)
{
    struct slot slots[] = {
        SLOT("what", say(page, TEXT_KEY("Completed questionnaires"))),
        COUNT("n", returns.count),
    };
    put_element(page, "<p>",
                text_fill(page->listing->arena,
                          say(page, TEXT_KEY("{what}: {n}")), slots, 2),
                "</p>\n");
}

/* Of a questionnaire of which nothing is told no question is listed. */
static void put_form(struct page *page, const struct listing_form *form)
{
    put_element(page, "<h3>", form->title, "</h3>\n");
    if (form->returns.status == GUARD_WITHHELD) {
        put_withheld(page, form->returns.reason);
        return;
    }
    put_returns(page, form->returns);
    for (int q = 0; q < form->question_count; q++)
        put_question(page, &form->questions[q]);
}

/* ---- the appendix -------------------------------------------------------- */

static void put_appendix(struct page *page)
{
    int count;
    const struct part_word *table = part_words(&count);
    put_element(page, "<h2 class=\"leaf\">", remark(page, LISTING_WORDS),
                "</h2>\n");
    put_element(page, "<table class=\"words\">\n<caption>",
                remark(page, LISTING_MEANING), "</caption>\n");
    put_element(page, "<thead><tr><th scope=\"col\">",
                say(page, TEXT_KEY("Word")), "</th>");
    put_element(page, "<th scope=\"col\">", say(page, TEXT_KEY("Meaning")),
                "</th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < count; i++) {
        if (!listing_has_word(page->listing, &table[i]))
            continue;
        put_element(page, "<tr><th scope=\"row\">",
                    listing_word(page->listing, &table[i]), "</th>");
        put_element(page, "<td>", say(page, table[i].means), "</td></tr>\n");
    }
    put(page, "</tbody>\n</table>\n");
}

str as_page(const struct listing *listing)
{
    struct page page = { .listing = listing,
                         .out = { .arena = listing->arena } };
    put_head(&page);
    put(&page, "<body>\n");
    put_notices(&page);
    put(&page, "<main>\n");
    put_title(&page);
    for (int f = 0; f < listing->form_count; f++)
        if (listing->forms[f].from->section)
            put_section(&page, listing->forms[f].from->section);
    put_element(&page, "<h2 class=\"leaf\">", remark(&page, LISTING_TALLIES),
                "</h2>\n");
    put_element(&page, "<p>", remark(&page, LISTING_BASE), "</p>\n");
    for (int f = 0; f < listing->form_count; f++)
        put_form(&page, &listing->forms[f]);
    put_appendix(&page);
    put(&page, "</main>\n</body>\n</html>\n");
    return text_view(&page.out);
}
