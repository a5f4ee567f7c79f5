/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translators' files: entries, marks, every fault; the same as in gettext. */
#include "base/po.h"

#include "base/catalogue.h"

#include "mo.h"

/* ---- cases in text ------------------------------------------------------- */

/* On one line: line ends, tabs and backslashes are written as in C. */
static void say_text(struct text *out, str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] == '\n')
            text_add(out, S("\\n"));
        else if (text.at[i] == '\t')
            text_add(out, S("\\t"));
        else if (text.at[i] == '\\')
            text_add(out, S("\\\\"));
        else
            text_add_char(out, text.at[i]);
}

static void say_entry(struct text *out, const struct po_entry *entry)
{
    text_add_number(out, entry->at.line);
    text_add(out, entry->context.size ? S(": [") : S(": "));
    say_text(out, entry->context);
    text_add(out, entry->context.size ? S("] ") : S(""));
    say_text(out, entry->english);
    text_add(out, entry->other.size ? S(" | ") : S(""));
    say_text(out, entry->other);
    for (int i = 0; i < entry->form_count; i++) {
        text_add(out, i ? S(", ") : S(" = "));
        text_add_number(out, entry->form_at[i].line);
        text_add(out, S(":"));
        say_text(out, entry->forms[i]);
    }
    text_add(out, entry->out_of_date ? S(" (out of date)\n") : S("\n"));
}

static void say_po(struct text *out, const struct po *po)
{
    if (po->header.size > 0) {
        text_add(out, S("header: "));
        say_text(out, po->header);
        text_add(out, S("\n"));
    }
    for (const struct po_entry *entry = po->first; entry; entry = entry->next)
        say_entry(out, entry);
    if (!po->first)
        text_add(out, S("no entry\n"));
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct faults faults = { .arena = arena, .file = S("locales/cy.po") };
    struct text out = { .arena = arena };
    str content = proof_exact(arena, cases_input(one));
    struct po *po = po_read(arena, content, &faults);
    assert_int_equal(po == NULL, faults.count > 0);
    if (po)
        say_po(&out, po);
    else
        text_add(&out, S("faults\n"));
    text_add(&out, cases_faults(arena, &faults));
    return text_view(&out);
}

/* ---- the rest ------------------------------------------------------------ */

static struct po *reads(struct proof *proof, const char *file, str content)
{
    struct faults faults = { .arena = proof->arena, .file = text_of(file) };
    struct po *po = po_read(proof->arena, content, &faults);
    cases_same_text(cases_faults(proof->arena, &faults), "");
    assert_non_null(po);
    return po;
}

static void language_is_in_the_name(void **state)
{
    static const struct {
        const char *file, *language;
    } rows[] = {
        { "locales/cy.po", "cy" }, { "cy.po", "cy" },
        { "/a.b/pl.po", "pl" },    { "./gd.po", "gd" },
        { "ga.old.po", "ga" },     { "cy", "cy" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct po *po = reads(*state, rows[i].file, S(""));
        cases_same(po->language, text_of(rows[i].language));
        cases_same(po->file, text_of(rows[i].file));
    }
}

static void entries_are_found_by_context(void **state)
{
    struct po *po = reads(*state, "cy.po",
                          S("msgid \"Yes\"\nmsgstr \"Ie\"\n"
                            "msgctxt \"a\"\nmsgid \"Yes\"\nmsgstr \"Oes\"\n"));
    cases_same_text(po_find(po, S(""), S("Yes"))->forms[0], "Ie");
    cases_same_text(po_find(po, S("a"), S("Yes"))->forms[0], "Oes");
    assert_null(po_find(po, S("b"), S("Yes")));
    assert_null(po_find(po, S(""), S("Ye")));
    assert_null(po_find(po, S("Yes"), S("")));
    assert_null(po_find(po, S(""), S("")));
}

static void last_line_needs_no_end(void **state)
{
    struct proof *proof = *state;
    str content = proof_exact(proof->arena, S("msgid \"Yes\"\nmsgstr \"Ie\""));
    struct po *po = reads(proof, "cy.po", content);
    cases_same_text(po_find(po, S(""), S("Yes"))->forms[0], "Ie");
}

static void every_shorter_file_is_read_or_refused(void **state)
{
    struct proof *proof = *state;
    str whole = S("#, fuzzy\nmsgctxt \"a\"\nmsgid \"b\\n\\\"\"\n\"c\"\n"
                  "msgid_plural \"d\"\nmsgstr[0] \"\xC5\xB5\"\n"
                  "msgstr[5] \"e\"\n");
    int refused = 0;
    for (size_t size = 0; size <= whole.size; size++) {
        struct faults faults = { .arena = proof->arena };
        str content = proof_exact(proof->arena, text_slice(whole, 0, size));
        struct po *po = po_read(proof->arena, content, &faults);
        assert_int_equal(po == NULL, faults.count > 0);
        refused += po == NULL;
    }
    assert_true(refused > 40);
    assert_true(refused < (int)whole.size);
}

/* ---- against gettext ----------------------------------------------------- */

static str joined_forms(struct arena *arena, const struct po_entry *entry)
{
    struct text joined = { .arena = arena };
    for (int i = 0; i < entry->form_count; i++) {
        if (i > 0)
            text_add_char(&joined, '\0');
        text_add(&joined, entry->forms[i]);
    }
    return text_view(&joined);
}

/* What is not out of date is in the catalogue, word for word; gives how many
 * there were. */
static size_t assert_compiled(struct proof *proof, const struct po *po,
                              const struct catalogue *catalogue)
{
    size_t count = 0;
    for (const struct po_entry *entry = po->first; entry; entry = entry->next) {
        bool there = !entry->out_of_date && entry->forms[0].size > 0;
        str found = S("");
        assert_int_equal(there, catalogue_find(catalogue, entry->context,
                                               entry->english, &found));
        if (there)
            cases_same(found, joined_forms(proof->arena, entry));
        count += there;
    }
    assert_int_equal(count + (po->header.size > 0), catalogue_size(catalogue));
    return count;
}

static void write_forms(struct text *po, unsigned i)
{
    char line[100];
    snprintf(line, sizeof line, "msgid_plural \"%u things\\n\"\n", i);
    text_add(po, text_of(line));
    for (unsigned form = 0; form < 6; form++) {
        snprintf(line, sizeof line,
                 "msgstr[%u] \"%u\"\n\"\\to bethau %u\\n\"\n", form, i, form);
        text_add(po, text_of(line));
    }
}

/* An entry with what the bits of its number ask for. */
static void write_entry(struct text *po, unsigned i)
{
    char line[100];
    const char *old = i % 11 == 7 ? "#~ " : "";
    if (i & 1)
        text_add(po, S("#. for the translator\n#: src/verbs/main.c:1\n"));
    if (i & 2)
        text_add(po, i & 16 ? S("#, fuzzy\n") : S("#, no-wrap\n"));
    if (i & 4)
        text_add(po, i & 1 ? S("msgctxt \"a \\\"b\\\"\"\n")
                           : S("msgctxt \"\"\n\"c\"\n\"d\"\n"));
    snprintf(line, sizeof line, "msgid \"%u \\\\ \"\n\"thing\\n\"\n", i);
    text_add(po, text_of(line));
    if (i & 8) {
        write_forms(po, i);
    } else {
        snprintf(line, sizeof line,
                 "msgstr \"\"\n\"g\xC5\xB5r \\\"%u\\\"\\n\"\n", i % 13 ? i : 0);
        text_add(po, text_of(line));
    }
    snprintf(line, sizeof line, "\n%smsgid \"old %u\"\n%smsgstr \"hen\"\n\n",
             old, i, old);
    text_add(po, text_of(i % 11 == 7 ? line : "\n"));
}

static void what_is_read_is_what_gettext_compiles(void **state)
{
    struct proof *proof = *state;
    enum { ENTRIES = 384 };
    struct text content = { .arena = proof->arena };
    text_add(&content, mo_po_header());
    for (unsigned i = 0; i < ENTRIES; i++)
        write_entry(&content, i);
    text_add(&content, S("msgid \"untranslated\"\nmsgstr \"\"\n"));
    str path = mo_compile(proof, text_view(&content));
    struct catalogue *catalogue = catalogue_open(path, &proof->fault);
    assert_non_null(catalogue);
    struct po *po = reads(proof, "cy.po", text_view(&content));
    assert_int_equal(ENTRIES - ENTRIES / 4,
                     assert_compiled(proof, po, catalogue));
    assert_non_null(po_find(po, S(""), S("untranslated")));
    catalogue_close(catalogue);
}

static void assert_locale(struct proof *proof, str name)
{
    str source = file_join(proof->arena, S(TESTS_SOURCE "/locales"), name);
    str content = S("");
    assert_true(
        file_read(proof->arena, source, SIZE_MAX, &content, &proof->fault));
    struct po *po = reads(proof, name.at, content);
    struct catalogue *catalogue = catalogue_open(mo_compile(proof, content),
                                                 &proof->fault);
    assert_non_null(catalogue);
    assert_compiled(proof, po, catalogue);
    catalogue_close(catalogue);
}

static void our_own_translations_are_read_the_same(void **state)
{
    struct proof *proof = *state;
    str *names;
    size_t count;
    assert_true(file_list(proof->arena, S(TESTS_SOURCE "/locales"), S(".po"),
                          &names, &count, &proof->fault));
    for (size_t i = 0; i < count; i++)
        assert_locale(proof, names[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("the language is in the file's name", language_is_in_the_name),
        PROOF("an entry is found by its context and English",
              entries_are_found_by_context),
        PROOF("the last line needs no end", last_line_needs_no_end),
        PROOF("a file that ends anywhere is read or refused",
              every_shorter_file_is_read_or_refused),
        PROOF("what is read is what gettext compiles",
              what_is_read_is_what_gettext_compiles),
        PROOF("our own translations are read as gettext reads them",
              our_own_translations_are_read_the_same),
    };
    int failed = cmocka_run_group_tests_name("base/po", tests, NULL, NULL);
    return cases_run("base/po.cases", run) || failed;
}
