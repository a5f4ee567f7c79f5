/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_check.h"

#include <string.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "base/words.h"
#include "form/check.h"
#include "form/outline.h"
#include "form/picture.h"
#include "form/translation.h"
#include "ui/typeface.h"
#include "verbs/library.h"
#include "verbs/share.h"

enum { MOST_LANGUAGES = 16, LARGEST_PO = 1024 * 1024 };

/* One run of the checker, and what it has read. */
struct checking {
    struct call *call;
    struct faults faults;
    struct check check;
    struct typeface *open[TYPEFACES];
    struct check_typeface typefaces[TYPEFACES];
    struct translation languages[MOST_LANGUAGES];
    struct words *words[MOST_LANGUAGES];
    size_t language_count;
    struct form **forms;
    size_t form_count;
    int question_count;
};

static void adopt(struct checking *checking, const struct fault *fault)
{
    checking->faults.file = S("");
    fault_adopt(&checking->faults, fault);
}

/* ---- what everything is checked against ---------------------------------- */

static bool typeface_can(const void *self, uint32_t character)
{
    return typeface_has(self, character);
}

static void open_typefaces(struct checking *checking)
{
    struct arena *arena = checking->call->arena;
    for (int id = 0; id < TYPEFACES; id++) {
        struct fault fault = { .arena = arena };
        struct typeface *typeface = typeface_open(arena, (enum typeface_id)id,
                                                  &fault);
        if (!typeface) {
            adopt(checking, &fault);
            continue;
        }
        checking->open[checking->check.typeface_count] = typeface;
        checking->typefaces[checking->check.typeface_count++] =
            (struct check_typeface){ typeface_name(typeface), typeface,
                                     typeface_can };
    }
    checking->check.typefaces = checking->typefaces;
}

static void list_pictures(struct checking *checking)
{
    struct call *call = checking->call;
    struct fault fault = { .arena = call->arena };
    str *names = NULL;
    str place = share_path(call->arena, call->share, "assets/pictures");
    if (!file_list(call->arena, place, S(".svg"), &names,
                   &checking->check.picture_count, &fault))
        adopt(checking, &fault);
    for (size_t i = 0; i < checking->check.picture_count; i++)
        names[i] = text_slice(names[i], 0, names[i].size - 4);
    checking->check.pictures = names;
}

/* A translators' file and the rules of its language. */
static struct translation *read_language(struct checking *checking, str file)
{
    struct arena *arena = checking->call->arena;
    struct fault fault = { .arena = arena };
    str content;
    checking->faults.file = file;
    if (checking->language_count == MOST_LANGUAGES ||
        !file_read(arena, file, LARGEST_PO, &content, &fault)) {
        if (fault.pattern)
            adopt(checking, &fault);
        return NULL;
    }
    struct po *po = po_read(arena, content, &checking->faults);
    struct words *words = po ? words_open(po->language, NULL, &fault) : NULL;
    if (po && !words)
        adopt(checking, &fault);
    if (!words)
        return NULL;
    struct translation *language =
        &checking->languages[checking->language_count];
    *language = (struct translation){ po, words };
    checking->words[checking->language_count++] = words;
    return language;
}

static void read_languages(struct checking *checking)
{
    struct call *call = checking->call;
    struct fault fault = { .arena = call->arena };
    str *names = NULL;
    size_t count = 0;
    str place = share_path(call->arena, call->share, "locales");
    if (!file_list(call->arena, place, S(".po"), &names, &count, &fault))
        adopt(checking, &fault);
    for (size_t i = 0; i < count; i++)
        read_language(checking, file_join(call->arena, place, names[i]));
}

/* ---- each kind of file --------------------------------------------------- */

static void check_id(struct checking *checking, const struct form *form)
{
    for (size_t i = 0; i < checking->form_count; i++)
        if (form->id.size && text_equal(checking->forms[i]->id, form->id))
            fault_add(&checking->faults, ((struct text_place){ 1, 1 }),
                      "the form_id {id} belongs to {file} already; choose "
                      "another",
                      SLOT("id", form->id),
                      SLOT("file", checking->forms[i]->file));
}

static void check_questionnaire(struct checking *checking, str file)
{
    struct arena *arena = checking->call->arena;
    struct form *form = library_form(arena, file, &checking->faults);
    if (!form)
        return;
    check_id(checking, form);
    size_t count = checking->form_count;
    checking->forms = arena_grow(arena, checking->forms, count * sizeof form,
                                 (count + 1) * sizeof form);
    checking->forms[checking->form_count++] = form;
    checking->question_count += form->question_count;
    check_form(&checking->check, form);
    for (size_t i = 0; i < checking->language_count; i++)
        translation_check(&checking->check, form, &checking->languages[i]);
}

/* A translators' file by itself, against the program's questionnaires. */
static void check_translation(struct checking *checking, str file)
{
    struct translation *language = read_language(checking, file);
    struct fault fault = { .arena = checking->call->arena };
    struct faults ignored = { .arena = checking->call->arena };
    str *files = NULL;
    size_t count = 0;
    if (!language)
        return;
    translation_check_file(&checking->check, language);
    if (!library_files(checking->call, &files, &count, &fault))
        adopt(checking, &fault);
    for (size_t i = 0; i < count; i++) {
        struct form *form = library_form(ignored.arena, files[i], &ignored);
        if (form)
            translation_check(&checking->check, form, language);
    }
}

static void check_svg(struct checking *checking, str file)
{
    struct arena *arena = checking->call->arena;
    struct fault fault = { .arena = arena };
    str content;
    checking->faults.file = file;
    if (file_read(arena, file, PICTURE_LIMIT, &content, &fault))
        picture_check(content, &checking->faults);
    else
        adopt(checking, &fault);
}

static const struct {
    const char *ending;
    void (*check)(struct checking *checking, str file);
} kinds[] = {
    { .ending = ".yaml", .check = check_questionnaire },
    { .ending = ".po", .check = check_translation },
    { .ending = ".svg", .check = check_svg },
};

static void check_file(struct checking *checking, str file)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_ends(file, text_of(kinds[i].ending))) {
            kinds[i].check(checking, file);
            return;
        }
    struct fault fault = { .arena = checking->call->arena };
    fault_set(&fault,
              "{file} is nothing that can be checked; name a .yaml, .po or "
              ".svg file",
              SLOT("file", file));
    adopt(checking, &fault);
}

static void check_all(struct checking *checking)
{
    struct call *call = checking->call;
    struct fault fault = { .arena = call->arena };
    str *files = NULL;
    size_t count = 0;
    if (!library_files(call, &files, &count, &fault))
        adopt(checking, &fault);
    for (size_t i = 0; i < count; i++)
        check_questionnaire(checking, files[i]);
    for (size_t i = 0; i < checking->language_count; i++)
        translation_check_file(&checking->check, &checking->languages[i]);
    str place = share_path(call->arena, call->share, "assets/pictures");
    for (size_t i = 0; i < checking->check.picture_count; i++) {
        struct text name = { .arena = call->arena };
        text_add(&name, checking->check.pictures[i]);
        text_add(&name, S(".svg"));
        check_svg(checking, file_join(call->arena, place, text_view(&name)));
    }
}

/* ---- the verdict --------------------------------------------------------- */

static void print_json_text(FILE *stream, str text)
{
    fputc('"', stream);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\')
            fprintf(stream, "\\%c", c);
        else if (c < 0x20)
            fprintf(stream, "\\u%04x", c);
        else
            fputc(c, stream);
    }
    fputc('"', stream);
}

static void print_json(const struct checking *checking)
{
    const struct call *call = checking->call;
    const char *before = "[";
    for (const struct fault *fault = checking->faults.first; fault;
         fault = fault->next) {
        struct fault bare = *fault;
        bare.file = S("");
        printf("%s\n{\"file\": ", before);
        print_json_text(stdout, fault->file);
        printf(", \"line\": %d, \"column\": %d, \"message\": ", fault->at.line,
               fault->at.column);
        print_json_text(stdout, words_fault(call->words, call->arena, &bare));
        printf("}");
        before = ",";
    }
    puts(checking->faults.count ? "\n]" : "[]");
}

static void say_count(const struct checking *checking, FILE *stream,
                      const char *one, const char *other, long n)
{
    const struct call *call = checking->call;
    call_line(stream, text_fill(call->arena,
                                words_say_count(call->words, one, other, n),
                                &COUNT("n", n), 1));
}

static void print_verdict(const struct checking *checking)
{
    const struct call *call = checking->call;
    int count = checking->faults.count;
    call_faults(call, stdout, &checking->faults);
    if (count > 0) {
        say_count(checking, stderr, "{n} fault was found; nothing was changed",
                  "{n} faults were found; nothing was changed", count);
        if (count > FAULT_MOST)
            call_say(call, stderr, "only the first {n} are shown",
                     COUNT("n", FAULT_MOST));
    } else if (!call->quiet) {
        call_say(call, stdout,
                 "Everything is in order. Questionnaires: {forms}, questions: "
                 "{questions}, translations: {languages}, pictures: "
                 "{pictures}, typefaces: {typefaces}",
                 COUNT("forms", (long)checking->form_count),
                 COUNT("questions", checking->question_count),
                 COUNT("languages", (long)checking->language_count),
                 COUNT("pictures", (long)checking->check.picture_count),
                 COUNT("typefaces", (long)checking->check.typeface_count));
    }
}

static void close_all(struct checking *checking)
{
    for (size_t i = 0; i < checking->language_count; i++)
        words_close(checking->words[i]);
    for (size_t i = 0; i < checking->check.typeface_count; i++)
        typeface_close(checking->open[i]);
}

static void check_what_is_named(struct checking *checking, int at)
{
    struct call *call = checking->call;
    checking->check.arena = call->arena;
    checking->check.faults = &checking->faults;
    open_typefaces(checking);
    list_pictures(checking);
    read_languages(checking);
    if (at == call->count)
        check_all(checking);
    for (; at < call->count; at++)
        check_file(checking, text_of(call->arguments[at]));
    fault_sort(&checking->faults);
}

enum call_result verb_check(struct call *call)
{
    struct checking checking = { .call = call,
                                 .faults = { .arena = call->arena } };
    int at = 1;
    bool json = at < call->count && !strcmp(call->arguments[at], "--json");
    at += json;
    if (at < call->count && call->arguments[at][0] == '-')
        return call_misuse(call, call->arguments[at]);
    check_what_is_named(&checking, at);
    if (json)
        print_json(&checking);
    else
        print_verdict(&checking);
    close_all(&checking);
    return checking.faults.count ? CALL_REFUSED : CALL_DONE;
}
