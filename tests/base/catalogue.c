/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catalogues: every entry is found, every damage refused before a look-up. */
#include "base/catalogue.h"

#include "mo.h"

/* In the order of bytes, as look-ups want it. */
static const struct mo_pair pairs[] = {
    { { "", 0 }, { "Language: cy\n", 13 } },
    { { "No", 2 }, { "Na", 2 } },
    { { "Nod", 3 }, { "Amneidio", 8 } },
    { { "a\4No", 4 }, { "Nag oes", 7 } },
    { { "a\4Yes", 5 }, { "Oes", 3 } },
    { { "a b\4Yes", 7 }, { "Ie \xC5\xB5", 5 } },
    { { "empty", 5 }, { "", 0 } },
    { { "{n} day\0{n} days", 16 },
      { "0\0"
        "1\0"
        "2\0"
        "3\0"
        "6\0"
        "n",
        11 } },
    { { "\xC5\xB5", 2 }, { "w", 1 } },
};
enum { PAIRS = sizeof pairs / sizeof *pairs };
#define DAMAGED                                                                \
    "cy.mo is not a whole catalogue of translations; build the program again"

static struct catalogue *reads(struct proof *proof, str content)
{
    return catalogue_read(content, S("cy.mo"), &proof->fault);
}

static str good_content(struct proof *proof)
{
    return mo_build(proof->arena, pairs, PAIRS);
}

static void assert_found(const struct catalogue *catalogue, str context,
                         str english, str wanted)
{
    str found = S("(nothing)");
    assert_true(catalogue_find(catalogue, context, english, &found));
    cases_same(found, wanted);
}

static void assert_missing(const struct catalogue *catalogue, str context,
                           str english)
{
    str found;
    assert_false(catalogue_find(catalogue, context, english, &found));
}

/* ---- looking up ---------------------------------------------------------- */

static struct catalogue *good(struct proof *proof)
{
    struct catalogue *catalogue = reads(proof, good_content(proof));
    assert_non_null(catalogue);
    return catalogue;
}

static void entries_are_found(void **state)
{
    struct catalogue *catalogue = good(*state);
    assert_int_equal(PAIRS, catalogue_size(catalogue));
    assert_found(catalogue, S(""), S("No"), S("Na"));
    assert_found(catalogue, S(""), S("Nod"), S("Amneidio"));
    assert_found(catalogue, (str){ 0 }, S("\xC5\xB5"), S("w"));
    catalogue_close(catalogue);
}

static void contexts_tell_entries_apart(void **state)
{
    struct catalogue *catalogue = good(*state);
    assert_found(catalogue, S("a"), S("No"), S("Nag oes"));
    assert_found(catalogue, S("a"), S("Yes"), S("Oes"));
    assert_found(catalogue, S("a b"), S("Yes"), S("Ie \xC5\xB5"));
    assert_missing(catalogue, S("a b"), S("No"));
    assert_missing(catalogue, S("a "), S("Yes"));
    assert_missing(catalogue, S("b"), S("Yes"));
    assert_missing(catalogue, S(""), S("Yes"));
    assert_missing(catalogue, S("No"), S("No"));
    catalogue_close(catalogue);
}

static void parts_of_keys_are_not_found(void **state)
{
    struct catalogue *catalogue = good(*state);
    assert_missing(catalogue, S(""), S("N"));
    assert_missing(catalogue, S(""), S("Node"));
    assert_missing(catalogue, S(""), S("No\0"));
    assert_missing(catalogue, S("a"), S("Y"));
    assert_missing(catalogue, S("a"), S("Yes!"));
    assert_missing(catalogue, S("a"), S(""));
    assert_missing(catalogue, S("N"), S("o"));
    assert_missing(catalogue, S(""), S("{n} days"));
    assert_missing(catalogue, S(""), S("zzz"));
    assert_missing(catalogue, S(""), S("\x01"));
    catalogue_close(catalogue);
}

static void untranslated_is_not_found(void **state)
{
    struct catalogue *catalogue = good(*state);
    assert_missing(catalogue, S(""), S("empty"));
    catalogue_close(catalogue);
}

static void plural_forms_are_parted(void **state)
{
    struct catalogue *catalogue = good(*state);
    static const char *const forms[] = { "0", "1", "2", "3", "6", "n" };
    str found = S("");
    assert_true(catalogue_find(catalogue, S(""), S("{n} day"), &found));
    for (size_t i = 0; i < 6; i++)
        cases_same(catalogue_form(found, i), text_of(forms[i]));
    cases_same_text(catalogue_form(found, 6), "n");
    cases_same_text(catalogue_form(found, 99), "n");
    cases_same_text(catalogue_form(S("only"), 5), "only");
    cases_same_text(catalogue_form(S(""), 1), "");
    cases_same_text(catalogue_form((str){ 0 }, 0), "");
    catalogue_close(catalogue);
}

static void small_catalogues_are_searched(void **state)
{
    struct proof *proof = *state;
    struct catalogue *none = reads(proof, mo_build(proof->arena, NULL, 0));
    assert_non_null(none);
    assert_int_equal(0, catalogue_size(none));
    assert_missing(none, S(""), S("No"));
    catalogue_close(none);
    struct catalogue *one = reads(proof, mo_build(proof->arena, pairs + 2, 1));
    assert_found(one, S(""), S("Nod"), S("Amneidio"));
    assert_missing(one, S(""), S("No"));
    assert_missing(one, S(""), S("Nodd"));
    catalogue_close(one);
    catalogue_close(NULL);
}

static void tables_stand_where_the_header_says(void **state)
{
    struct proof *proof = *state;
    str plain = good_content(proof);
    char *bytes = arena_take(proof->arena, plain.size);
    memcpy(bytes, plain.at, plain.size);
    uint32_t keys = 0;
    uint32_t values = 0;
    memcpy(&keys, bytes + 12, 4);
    memcpy(&values, bytes + 16, 4);
    memcpy(bytes + keys, plain.at + values, PAIRS * MO_PAIR);
    memcpy(bytes + values, plain.at + keys, PAIRS * MO_PAIR);
    memcpy(bytes + 12, &values, 4);
    memcpy(bytes + 16, &keys, 4);
    struct catalogue *swapped = reads(proof, (str){ bytes, plain.size });
    assert_non_null(swapped);
    assert_found(swapped, S("a"), S("Yes"), S("Oes"));
    catalogue_close(swapped);
}

/* ---- damage -------------------------------------------------------------- */

static void assert_refused(struct proof *proof, str content)
{
    proof->fault = (struct fault){ .arena = proof->arena };
    assert_null(reads(proof, content));
    cases_same_text(proof_words(proof->arena, &proof->fault), DAMAGED);
}

static str patched(struct proof *proof, str content, size_t at, size_t number)
{
    uint32_t bytes = (uint32_t)number;
    str copy = proof_exact(proof->arena, content);
    memcpy((char *)(uintptr_t)copy.at + at, &bytes, sizeof bytes);
    return copy;
}

/* One number of the good catalogue is changed. */
struct damage {
    const char *sentence;
    size_t at;
    uint32_t number;
};

enum {
    KEYS = MO_HEADER,
    VALUES = KEYS + PAIRS * MO_PAIR,
    LAST_VALUE = VALUES + (PAIRS - 1) * MO_PAIR,
};

static const struct damage damages[] = {
    { "a file of another kind is refused", 0, 0 },
    { "a catalogue in the other byte order is refused", 0, 0xde120495 },
    { "a later revision is refused", 4, 1 },
    { "a later main revision is refused", 4, 0x10000 },
    { "more entries than there is room for are refused", 8, 1000 },
    { "entries beyond counting are refused", 8, UINT32_MAX },
    { "entries whose table wraps round are refused", 8, 0x20000001 },
    { "keys beyond the end are refused", 12, 100000 },
    { "keys at the very end of the address space are refused", 12,
      UINT32_MAX - 3 },
    { "keys inside the header are refused", 12, 0 },
    { "translations beyond the end are refused", 16, 100000 },
    { "translations inside the header are refused", 16, 24 },
    { "a key that ends beyond the end is refused", KEYS + MO_PAIR, 100000 },
    { "a key whose size wraps round is refused", KEYS + MO_PAIR, UINT32_MAX },
    { "a key that begins beyond the end is refused", KEYS + MO_PAIR + 4,
      100000 },
    { "a key that begins at the end of all is refused", KEYS + MO_PAIR + 4,
      UINT32_MAX },
    { "a translation that ends beyond the end is refused", LAST_VALUE, 2 },
    { "a translation whose size wraps round is refused", LAST_VALUE,
      UINT32_MAX },
    { "a translation that begins beyond the end is refused", LAST_VALUE + 4,
      100000 },
    { "a key that is not terminated is refused", KEYS + MO_PAIR, 1 },
    { "a translation that is not terminated is refused", VALUES, 5 },
};

static void damage_is_refused(void **state)
{
    struct proof *proof = *state;
    const struct damage *damage = proof->given;
    str content = good_content(proof);
    assert_refused(proof, patched(proof, content, damage->at, damage->number));
}

/* The pairs of the good catalogue with these instead. */
static void assert_pairs_refused(struct proof *proof, struct mo_pair first,
                                 struct mo_pair second)
{
    struct mo_pair two[] = { first, second };
    assert_refused(proof, mo_build(proof->arena, two, 2));
}

static void unsorted_is_refused(void **state)
{
    assert_pairs_refused(*state, pairs[2], pairs[1]);
    assert_pairs_refused(*state, pairs[8], pairs[0]);
    assert_pairs_refused(*state, pairs[3], pairs[2]);
}

static void duplicates_are_refused(void **state)
{
    struct mo_pair other = { S("No"), S("Nage") };
    assert_pairs_refused(*state, pairs[1], pairs[1]);
    assert_pairs_refused(*state, pairs[1], other);
}

static void other_encodings_are_refused(void **state)
{
    struct mo_pair key = { S("z\xF4"), S("o") };
    struct mo_pair context = { S("\xF4\4z"), S("o") };
    struct mo_pair plural = { S("z\0z\xF4"), S("o") };
    struct mo_pair value = { S("z"), S("\xF4") };
    struct mo_pair form = { S("z"), S("one\0\xED\xA0\x80") };
    struct mo_pair control = { S("z"), S("bell\x07") };
    assert_pairs_refused(*state, pairs[1], key);
    assert_pairs_refused(*state, pairs[1], context);
    assert_pairs_refused(*state, pairs[1], plural);
    assert_pairs_refused(*state, pairs[1], value);
    assert_pairs_refused(*state, pairs[1], form);
    assert_pairs_refused(*state, pairs[1], control);
}

static void every_shorter_file_is_refused(void **state)
{
    struct proof *proof = *state;
    str whole = good_content(proof);
    for (size_t size = 0; size < whole.size; size++)
        assert_refused(proof,
                       proof_exact(proof->arena, text_slice(whole, 0, size)));
    struct catalogue *catalogue = reads(proof, whole);
    assert_non_null(catalogue);
    catalogue_close(catalogue);
}

/* Whatever is found lies inside and is whole text. */
static void assert_consistent(const struct catalogue *catalogue, str content)
{
    assert_true(catalogue_size(catalogue) <= PAIRS);
    for (size_t i = 0; i < PAIRS; i++) {
        str english = text_of(pairs[i].key.at);
        str context = S("");
        str found;
        size_t bad;
        if (text_find(english, S("\4")) < english.size)
            text_cut(&english, '\4', &context);
        if (!catalogue_find(catalogue, context, english, &found))
            continue;
        assert_true(found.at >= content.at);
        assert_true(found.at + found.size < content.at + content.size);
        for (size_t form = 0; form < 7; form++)
            assert_true(text_check(catalogue_form(found, form), &bad));
    }
}

static void every_changed_byte_is_harmless(void **state)
{
    struct proof *proof = *state;
    str content = proof_exact(proof->arena, good_content(proof));
    char *bytes = (char *)(uintptr_t)content.at;
    int refused = 0;
    int accepted = 0;
    for (size_t i = 0; i < content.size; i++)
        for (int flip = 1; flip < 256; flip++) {
            struct fault fault = { .arena = proof->arena };
            bytes[i] = (char)(bytes[i] ^ flip);
            struct catalogue *catalogue = catalogue_read(content, S("cy.mo"),
                                                         &fault);
            assert_int_equal(catalogue == NULL, fault.pattern != NULL);
            if (catalogue)
                assert_consistent(catalogue, content);
            *(catalogue ? &accepted : &refused) += 1;
            catalogue_close(catalogue);
            bytes[i] = (char)(bytes[i] ^ flip);
        }
    assert_true(refused > 5000);
    assert_true(accepted > 1000);
}

/* The texts, the translations' table, and the keys' table to the last byte. */
static str tables_at_the_end(struct proof *proof)
{
    static const size_t header[] = { 0x950412de,    0, 1, MO_HEADER + 16,
                                     MO_HEADER + 8, 0, 0 };
    static const size_t tables[] = { 2, MO_HEADER + 4, 1, MO_HEADER };
    struct text out = { .arena = proof->arena };
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        mo_number(&out, header[i]);
    text_add(&out, S("a\0\0\0bb\0\0"));
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        mo_number(&out, tables[i]);
    return proof_exact(proof->arena, text_view(&out));
}

static void counts_do_not_wrap_round(void **state)
{
    struct proof *proof = *state;
    static const uint32_t counts[] = { 2, 0x20000001, 0x40000001, 0x80000001,
                                       UINT32_MAX };
    str content = tables_at_the_end(proof);
    struct catalogue *catalogue = reads(proof, content);
    assert_non_null(catalogue);
    assert_found(catalogue, S(""), S("a"), S("bb"));
    catalogue_close(catalogue);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        assert_refused(proof, patched(proof, content, 8, counts[i]));
}

static void header_holds_no_table(void **state)
{
    struct proof *proof = *state;
    str content = mo_build(proof->arena, NULL, 0);
    assert_refused(proof, patched(proof, content, 12, 0));
    assert_refused(proof, patched(proof, content, 16, MO_HEADER - 1));
}

/* ---- files --------------------------------------------------------------- */

static bool is_mapped(struct proof *proof)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    bool found = false;
    char line[4096 + 200];
    while (fgets(line, sizeof line, maps))
        found = found || strstr(line, proof->folder.at);
    fclose(maps);
    return found;
}

static void file_is_opened(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "cy.mo", good_content(proof));
    struct catalogue *catalogue = catalogue_open(path, &proof->fault);
    assert_non_null(catalogue);
    assert_int_equal(0, unlink(path.at));
    assert_found(catalogue, S("a"), S("Yes"), S("Oes"));
    assert_true(is_mapped(proof));
    catalogue_close(catalogue);
    assert_false(is_mapped(proof));
}

static void assert_file_refused(struct proof *proof, str path, str why)
{
    assert_null(catalogue_open(path, &proof->fault));
    proof_fault(proof, path, why);
}

static void damaged_files_are_refused(void **state)
{
    struct proof *proof = *state;
    str why = S(" is not a whole catalogue of translations; build the program "
                "again");
    assert_file_refused(proof, proof_file(proof, "empty.mo", S("")), why);
    assert_file_refused(proof, proof_file(proof, "po.mo", S("msgid \"\"")),
                        why);
    assert_false(is_mapped(proof));
    str path = proof_path(proof, "missing.mo");
    assert_file_refused(proof, path,
                        S(" cannot be read: there is no such file or folder"));
}

/* ---- against gettext ----------------------------------------------------- */

enum { ENTRIES = 300 };

/* Entries of all sorts, told by their number. */
static void write_entry(struct text *po, unsigned i)
{
    char line[400];
    if (i % 3 == 1)
        snprintf(line, sizeof line,
                 "msgctxt \"place %u\"\nmsgid \"word %u\"\n"
                 "msgstr \"gair %u\"\n\n",
                 i % 7, i, i);
    else if (i % 3 == 2)
        snprintf(
            line, sizeof line,
            "msgid \"{n} thing %u\"\nmsgid_plural \"{n} things %u\"\n"
            "msgstr[0] \"%u.0\"\nmsgstr[1] \"%u.1\"\nmsgstr[2] \"%u.2\"\n"
            "msgstr[3] \"%u.3\"\nmsgstr[4] \"%u.4\"\nmsgstr[5] \"%u.5\"\n\n",
            i, i, i, i, i, i, i, i);
    else
        snprintf(line, sizeof line,
                 "msgid \"word %u\"\nmsgstr \"g\xC5\xB5r %u\"\n\n", i, i);
    text_add(po, text_of(line));
}

static void assert_entry(const struct catalogue *catalogue, unsigned i)
{
    char context[20] = "", english[40], wanted[40];
    str found = S("");
    snprintf(english, sizeof english, i % 3 == 2 ? "{n} thing %u" : "word %u",
             i);
    if (i % 3 == 1)
        snprintf(context, sizeof context, "place %u", i % 7);
    assert_true(
        catalogue_find(catalogue, text_of(context), text_of(english), &found));
    for (unsigned form = 0; form < (i % 3 == 2 ? 6 : 1); form++) {
        if (i % 3 == 2)
            snprintf(wanted, sizeof wanted, "%u.%u", i, form);
        else
            snprintf(wanted, sizeof wanted, i % 3 ? "gair %u" : "g\xC5\xB5r %u",
                     i);
        cases_same(catalogue_form(found, form), text_of(wanted));
    }
}

static void what_gettext_compiles_is_found(void **state)
{
    struct proof *proof = *state;
    struct text po = { .arena = proof->arena };
    text_add(&po, mo_po_header());
    for (unsigned i = 0; i < ENTRIES; i++)
        write_entry(&po, i);
    str path = mo_compile(proof, text_view(&po));
    struct catalogue *catalogue = catalogue_open(path, &proof->fault);
    assert_non_null(catalogue);
    assert_int_equal(ENTRIES + 1, catalogue_size(catalogue));
    for (unsigned i = 0; i < ENTRIES; i++)
        assert_entry(catalogue, i);
    assert_missing(catalogue, S(""), S("word 1"));
    assert_missing(catalogue, S("place 1"), S("word 0"));
    assert_missing(catalogue, S(""), S("word 300"));
    catalogue_close(catalogue);
}

/* ---- all ----------------------------------------------------------------- */

static const struct CMUnitTest lookups[] = {
    PROOF("an entry is found and counted", entries_are_found),
    PROOF("a context tells one entry from another",
          contexts_tell_entries_apart),
    PROOF("a part of a key and more than a key are not found",
          parts_of_keys_are_not_found),
    PROOF("an entry without a translation is not found",
          untranslated_is_not_found),
    PROOF("plural forms are parted, and the last stands for all behind it",
          plural_forms_are_parted),
    PROOF("a catalogue of nothing and of one entry is searched",
          small_catalogues_are_searched),
    PROOF("the tables stand where the header says",
          tables_stand_where_the_header_says),
    PROOF("a count that wraps round is refused", counts_do_not_wrap_round),
    PROOF("a table inside the header is refused even if nothing is in it",
          header_holds_no_table),
    PROOF("keys that are not in order are refused", unsorted_is_refused),
    PROOF("a key that stands twice is refused", duplicates_are_refused),
    PROOF("a text that is not UTF-8 is refused wherever it stands",
          other_encodings_are_refused),
    PROOF("a file that ends too early is refused wherever it ends",
          every_shorter_file_is_refused),
    PROOF("a changed byte is refused or does no harm, whichever it is",
          every_changed_byte_is_harmless),
    PROOF("a file is opened, stays when it is taken away, and is let go",
          file_is_opened),
    PROOF("a damaged and a missing file are said with their names",
          damaged_files_are_refused),
    PROOF("every entry that gettext has compiled is found",
          what_gettext_compiles_is_found),
};

int main(void)
{
    enum {
        LOOKUPS = sizeof lookups / sizeof *lookups,
        DAMAGES = sizeof damages / sizeof *damages,
    };
    struct CMUnitTest tests[LOOKUPS + DAMAGES];
    memcpy(tests, lookups, sizeof lookups);
    for (size_t i = 0; i < DAMAGES; i++)
        tests[LOOKUPS + i] = (struct CMUnitTest)PROOF_OF(
            damages[i].sentence, damage_is_refused, &damages[i]);
    return cmocka_run_group_tests_name("base/catalogue", tests, NULL, NULL);
}
