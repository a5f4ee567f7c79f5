/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/udat.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "base/arena.h"
#include "base/catalogue.h"

struct words {
    struct arena *arena;
    str language;
    bool welsh;
    const struct catalogue *catalogue;
    UPluralRules *plurals;
    bool has_form[WORDS_PLURALS];
    UNumberFormat *numbers[2]; /* by enum words_gender */
    UListFormatter *lists;
    UDateFormat *dates;
};

static const char *const plural_names[] = {
    [WORDS_ZERO] = "zero", [WORDS_ONE] = "one",   [WORDS_TWO] = "two",
    [WORDS_FEW] = "few",   [WORDS_MANY] = "many", [WORDS_OTHER] = "other",
};
static_assert(sizeof plural_names / sizeof *plural_names == WORDS_PLURALS,
              "a name for every plural form");

/* ICU works in UTF-16. */
struct wide {
    UChar *at;
    int32_t size;
};

static struct wide to_wide(struct arena *arena, str text)
{
    UErrorCode status = U_ZERO_ERROR;
    struct wide wide = { arena_array(arena, UChar, text.size + 1), 0 };
    u_strFromUTF8(wide.at, (int32_t)text.size + 1, &wide.size,
                  text.at ? text.at : "", (int32_t)text.size, &status);
    assert(U_SUCCESS(status));
    return wide;
}

static str from_wide(struct arena *arena, const UChar *at, int32_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = size * 3 + 1;
    char *bytes = arena_take(arena, (size_t)room);
    int32_t length = 0;
    u_strToUTF8(bytes, room, &length, at, size, &status);
    assert(U_SUCCESS(status));
    return (str){ bytes, (size_t)length };
}

/* English here is British: "21 November", "one hundred and one". */
static const char *icu_locale(const struct words *words)
{
    if (text_equal(words->language, WORDS_ENGLISH))
        return "en_GB";
    return words->language.at;
}

static enum words_plural plural_named(str name)
{
    for (int form = 0; form < WORDS_PLURALS; form++)
        if (text_equal(name, text_of(plural_names[form])))
            return (enum words_plural)form;
    return WORDS_OTHER;
}

/* Learns which plural forms the language has. */
static void read_forms(struct words *words, UErrorCode *status)
{
    UEnumeration *names = uplrules_getKeywords(words->plurals, status);
    int32_t size = 0;
    for (const char *name; (name = uenum_next(names, &size, status));)
        words->has_form[plural_named((str){ name, (size_t)size })] = true;
    uenum_close(names);
}

static UNumberFormat *open_numbers(const struct words *words,
                                   enum words_gender gender, UErrorCode *status)
{
    static const char *const welsh[] = {
        [WORDS_MASCULINE] = "%spellout-cardinal-masculine",
        [WORDS_FEMININE] = "%spellout-cardinal-feminine",
    };
    const char *name = words->welsh ? welsh[gender]
                                    : "%spellout-cardinal-verbose";
    UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, icu_locale(words),
                                      NULL, status);
    bool english = text_equal(words->language, WORDS_ENGLISH);
    if (U_FAILURE(*status) || !(words->welsh || english))
        return format;
    struct wide rule = to_wide(words->arena, text_of(name));
    unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, rule.at, rule.size,
                          status);
    return format;
}

/* ICU answers for a language that it does not know with its root. */
static bool knows_language(const struct words *words)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *found = udat_getLocaleByType(words->dates, ULOC_ACTUAL_LOCALE,
                                             &status);
    str known = text_of(found);
    known = text_slice(known, 0, text_find(known, S("_")));
    return U_SUCCESS(status) && text_equal(known, words->language) &&
           !text_equal(known, S("root")) && known.size > 0;
}

static bool open_formatters(struct words *words)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *locale = icu_locale(words);
    words->plurals = uplrules_open(locale, &status);
    words->lists = ulistfmt_open(locale, &status);
    words->dates = udat_open(UDAT_NONE, UDAT_LONG, locale, u"UTC", -1, NULL, 0,
                             &status);
    for (int gender = 0; gender < 2; gender++)
        words->numbers[gender] = open_numbers(words, (enum words_gender)gender,
                                              &status);
    if (U_SUCCESS(status))
        read_forms(words, &status);
    return U_SUCCESS(status) && knows_language(words);
}

struct words *words_open(str language, const struct catalogue *catalogue,
                         struct fault *fault)
{
    struct arena *arena = arena_make();
    struct words *words = arena_new(arena, struct words);
    *words = (struct words){ .arena = arena,
                             .language = text_copy(arena, language),
                             .welsh = text_equal(language, S("cy")),
                             .catalogue = catalogue };
    if (open_formatters(words))
        return words;
    fault_set(fault,
              "this machine has no rules for the language {language}; install "
              "the packages in kiosk/packages",
              SLOT("language", language));
    words_close(words);
    return NULL;
}

void words_close(struct words *words)
{
    if (!words)
        return;
    uplrules_close(words->plurals);
    ulistfmt_close(words->lists);
    udat_close(words->dates);
    for (int gender = 0; gender < 2; gender++)
        unum_close(words->numbers[gender]);
    arena_destroy(words->arena);
}

str words_language(const struct words *words)
{
    return words->language;
}

str words_own_name(const struct words *words, struct arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64];
    const char *language = words->language.at;
    int32_t size = uloc_getDisplayLanguage(language, language, wide, 64,
                                           &status);
    assert(U_SUCCESS(status));
    return from_wide(arena, wide, size);
}

str words_say(const struct words *words, const char *english)
{
    return words_in(words, S(""), text_of(english));
}

str words_in(const struct words *words, str context, str english)
{
    str translation;
    if (words->catalogue && english.size > 0 && /* the header's key is empty */
        catalogue_find(words->catalogue, context, english, &translation))
        return catalogue_form(translation, 0);
    return english;
}

str words_count(const struct words *words, str context, str one, str other,
                long n)
{
    str english = n == 1 ? one : other;
    str translation;
    if (!words->catalogue ||
        !catalogue_find(words->catalogue, context, one, &translation))
        return english;
    size_t place = words_plural_place(words, words_plural(words, n));
    str form = catalogue_form(translation, place);
    return form.size > 0 ? form : english;
}

str words_say_count(const struct words *words, const char *one,
                    const char *other, long n)
{
    return words_count(words, S(""), text_of(one), text_of(other), n);
}

enum words_plural words_plural(const struct words *words, long n)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[16];
    char name[16];
    int32_t size = uplrules_select(words->plurals, (double)n, wide, 16,
                                   &status);
    assert(U_SUCCESS(status) && size < 16);
    u_UCharsToChars(wide, name, size);
    return plural_named((str){ name, (size_t)size });
}

size_t words_plural_place(const struct words *words, enum words_plural form)
{
    size_t place = 0;
    for (int before = 0; before < (int)form; before++)
        place += words->has_form[before];
    return place;
}

size_t words_plural_count(const struct words *words)
{
    return words_plural_place(words, WORDS_PLURALS);
}

str words_spell(const struct words *words, struct arena *arena, long n,
                enum words_gender gender)
{
    /* ICU 72 has "un deg" for ten, which is right inside a larger number
     * ("un deg dau") and which nobody says for ten itself. */
    if (words->welsh && n == 10)
        return S("deg");
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[256];
    int32_t size = unum_formatInt64(words->numbers[gender], n, wide, 256, NULL,
                                    &status);
    assert(U_SUCCESS(status));
    return from_wide(arena, wide, size);
}

/* Welsh vowels as a word may begin with them, small and capital. */
static bool starts_with_vowel(str word)
{
    str all = S("aeiouwyâêîôûŵŷäëïöüÿáéíóúẃýAEIOUWYÂÊÎÔÛŴŶÄËÏÖÜÁÉÍÓÚ");
    size_t at = 0;
    uint32_t first = word.size ? text_next(word, &at) : 0;
    for (size_t i = 0; i < all.size;)
        if (text_next(all, &i) == first)
            return true;
    return false;
}

/* c, p and t become ch, ph and th behind "a": addysg a theulu. */
static bool takes_aspirate(str word)
{
    return word.size > 1 && strchr("cptCPT", word.at[0]) && word.at[1] != 'h' &&
           !(word.at[1] >= 'A' && word.at[1] <= 'Z');
}

/* What is read first: without a mark that opens a quotation. */
static str without_mark(str item)
{
    static const char *const marks[] = { "“", "‘", "\"", "[" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks;) {
        bool found = text_starts(item, text_of(marks[i]));
        item = found ? text_slice(item, strlen(marks[i]), item.size) : item;
        i = found ? 0 : i + 1;
    }
    return item;
}

/* Adds the last item behind "a" or "ac". */
static void add_after_and(struct text *text, str item)
{
    bool vowel = starts_with_vowel(without_mark(item));
    text_add(text, vowel ? S("ac ") : S("a "));
    if (!takes_aspirate(item)) {
        text_add(text, item);
        return;
    }
    text_add_char(text, item.at[0]);
    text_add_char(text, 'h');
    text_add(text, text_slice(item, 1, item.size));
}

/* CLDR leaves the choice open, "addysg a(c) teulu", as no program should. */
static str choose_and(struct arena *arena, str list, str last)
{
    str open = S("a(c) ");
    size_t at = list.size - last.size - open.size;
    if (list.size < last.size + open.size ||
        !text_starts(text_slice(list, at, list.size), open))
        return list;
    struct text chosen = { .arena = arena };
    str front = text_slice(list, 0, at);
    if (text_ends(front, S(", ")))
        front = text_slice(front, 0, front.size - 2);
    text_add(&chosen, text_trim(front));
    text_add_char(&chosen, ' ');
    add_after_and(&chosen, last);
    return text_view(&chosen);
}

str words_list(const struct words *words, struct arena *arena, const str *items,
               size_t count)
{
    if (count < 2)
        return count ? items[0] : S("");
    const UChar **wide = arena_array(arena, const UChar *, count);
    int32_t *sizes = arena_array(arena, int32_t, count);
    int32_t room = 64;
    for (size_t i = 0; i < count; i++) {
        struct wide item = to_wide(arena, items[i]);
        wide[i] = item.at;
        sizes[i] = item.size;
        room += item.size + 8;
    }
    UErrorCode status = U_ZERO_ERROR;
    UChar *joined = arena_array(arena, UChar, room);
    int32_t size = ulistfmt_format(words->lists, wide, sizes, (int32_t)count,
                                   joined, room, &status);
    assert(U_SUCCESS(status));
    str list = from_wide(arena, joined, size);
    return words->welsh ? choose_and(arena, list, items[count - 1]) : list;
}

/* Days from 1 January 1970, by the calendar in use since 1752. */
static long days_since_1970(int year, int month, int day)
{
    static const int before[] = { 0,   31,  59,  90,  120, 151,
                                  181, 212, 243, 273, 304, 334 };
    long y = year - 1;
    long leaps = y / 4 - y / 100 + y / 400 -
                 (1969 / 4 - 1969 / 100 + 1969 / 400);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return 365L * (year - 1970) + leaps + before[month - 1] +
           (leap && month > 2) + day - 1;
}

str words_date(const struct words *words, struct arena *arena, int year,
               int month, int day)
{
    assert(month >= 1 && month <= 12 && day >= 1 && day <= 31);
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64];
    UDate date = (double)days_since_1970(year, month, day) * 86400000.0;
    int32_t size = udat_format(words->dates, date, wide, 64, NULL, &status);
    assert(U_SUCCESS(status));
    return from_wide(arena, wide, size);
}

static str pattern_of(const struct words *words, const struct fault *fault)
{
    if (!fault->several)
        return words_say(words, fault->pattern);
    return words_say_count(words, fault->pattern, fault->several,
                           fault->slots[0].number);
}

str words_fault(const struct words *words, struct arena *arena,
                const struct fault *fault)
{
    assert(fault->pattern);
    struct text line = { .arena = arena };
    struct slot slots[FAULT_SLOTS];
    for (size_t i = 0; i < fault->slot_count; i++) {
        slots[i] = fault->slots[i];
        if (slots[i].is_key)
            slots[i].value = words_in(words, S(""), slots[i].value);
    }
    text_add(&line, fault_place(arena, fault));
    text_add(&line, text_fill(arena, pattern_of(words, fault), slots,
                              fault->slot_count));
    return text_view(&line);
}

static bool is_ascii(str text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

str words_compose(struct arena *arena, str text)
{
    if (is_ascii(text))
        return text;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    struct wide loose = to_wide(arena, text);
    if (unorm2_isNormalized(nfc, loose.at, loose.size, &status))
        return text;
    int32_t room = loose.size * 3 + 1; /* the most that NFC can need */
    UChar *tight = arena_array(arena, UChar, room);
    int32_t size = unorm2_normalize(nfc, loose.at, loose.size, tight, room,
                                    &status);
    assert(U_SUCCESS(status));
    return from_wide(arena, tight, size);
}

/* ---- where a text may be broken ------------------------------------------ */

struct words_breaker {
    UBreakIterator *lines;
};

struct words_breaker *words_breaker_open(struct arena *arena, str language)
{
    UErrorCode status = U_ZERO_ERROR;
    struct words_breaker *breaker = arena_new(arena, struct words_breaker);
    breaker->lines = ubrk_open(UBRK_LINE, text_copy(arena, language).at, NULL,
                               0, &status);
    assert(U_SUCCESS(status));
    return breaker;
}

void words_breaker_close(struct words_breaker *breaker)
{
    if (breaker)
        ubrk_close(breaker->lines);
}

/* Lets ICU look at the text, in UTF-8 as it stands. An offset of its answers is
 * one of ours. */
static void look_at(UBreakIterator *iterator, str text)
{
    UErrorCode status = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    assert(text.size < INT32_MAX);
    utext_openUTF8(&view, text.size > 0 ? text.at : "", (int64_t)text.size,
                   &status);
    ubrk_setUText(iterator, &view, &status);
    assert(U_SUCCESS(status));
    utext_close(&view);
}

static bool must_break(UBreakIterator *lines)
{
    int32_t rule = ubrk_getRuleStatus(lines);
    return rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT;
}

struct words_break *words_breaks(struct words_breaker *breaker,
                                 struct arena *arena, str text, size_t *count)
{
    struct words_break *breaks = NULL;
    size_t room = 0;
    *count = 0;
    look_at(breaker->lines, text);
    for (int32_t end; (end = ubrk_next(breaker->lines)) != UBRK_DONE;) {
        if (*count == room) {
            size_t wanted = room ? room * 2 : 16;
            breaks = arena_grow(arena, breaks, room * sizeof *breaks,
                                wanted * sizeof *breaks);
            room = wanted;
        }
        breaks[(*count)++] = (struct words_break){ (size_t)end,
                                                   must_break(breaker->lines) };
    }
    look_at(breaker->lines, S("")); /* the text may end before the breaker */
    return breaks;
}

/* Letters are the same in every language that is read here. */
static UBreakIterator *open_letters(str text)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *letters = ubrk_open(UBRK_CHARACTER, "en", NULL, 0, &status);
    assert(U_SUCCESS(status));
    look_at(letters, text);
    return letters;
}

/* No accent follows before the next one: most letters need no breaker. */
static bool is_plain(char byte)
{
    return byte >= ' ' && byte <= '~';
}

size_t words_next_letter(str text, size_t at)
{
    assert(at <= text.size);
    if (at + 1 >= text.size)
        return text.size;
    if (is_plain(text.at[at]) && is_plain(text.at[at + 1]))
        return at + 1;
    UBreakIterator *letters = open_letters(text);
    int32_t next = ubrk_following(letters, (int32_t)at);
    ubrk_close(letters);
    return next == UBRK_DONE ? text.size : (size_t)next;
}

size_t words_previous_letter(str text, size_t at)
{
    assert(at <= text.size);
    if (at <= 1)
        return 0;
    UBreakIterator *letters = open_letters(text);
    int32_t previous = ubrk_preceding(letters, (int32_t)at);
    ubrk_close(letters);
    return previous == UBRK_DONE ? 0 : (size_t)previous;
}
