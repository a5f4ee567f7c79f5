/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_check.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "base/words.h"
#include "form/check.h"
#include "form/outline.h"
#include "form/picture.h"
#include "form/translation.h"
#include "ui/settings.h"
#include "ui/support.h"
#include "ui/typeface.h"
#include "verbs/library.h"
#include "verbs/share.h"

enum { MOST_LANGUAGES = 16, LARGEST_PO = 1024 * 1024 };

/* A translators' file by itself and the rules of its language, to be closed. */
struct language {
    struct translation translation;
    struct words *words;
};

/* One run of the checker, and what it has read. */
struct checking {
    struct call *call;
    bool json;
    str *named; /* the files that are done, by their real paths */
    size_t named_count;
    struct faults faults;
    struct check check;
    struct typeface *open[TYPEFACES];
    struct check_typeface typefaces[TYPEFACES];
    struct language languages[MOST_LANGUAGES];
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

/* Reads a translators' file. */
static bool read_language(struct checking *checking, str file,
                          struct language *language)
{
    struct arena *arena = checking->call->arena;
    struct fault fault = { .arena = arena };
    str content;
    checking->faults.file = file;
    if (!file_read(arena, file, LARGEST_PO, &content, &fault)) {
        adopt(checking, &fault);
        return false;
    }
    struct po *po = po_read(arena, content, &checking->faults);
    struct words *words = po ? words_open(po->language, NULL, &fault) : NULL;
    if (po && !words)
        fault_adopt(&checking->faults, &fault);
    *language = (struct language){ { po, words }, words };
    return words != NULL;
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
    for (size_t i = 0; i < count && checking->language_count < MOST_LANGUAGES;
         i++)
        checking->language_count += read_language(
            checking, file_join(call->arena, place, names[i]),
            &checking->languages[checking->language_count]);
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
        translation_check(&checking->check, form,
                          &checking->languages[i].translation);
}

static void check_language(struct checking *checking,
                           const struct translation *translation)
{
    struct fault fault = { .arena = checking->call->arena };
    struct faults ignored = { .arena = checking->call->arena };
    str *files = NULL;
    size_t count = 0;
    translation_check_file(&checking->check, translation);
    if (!library_files(checking->call, &files, &count, &fault))
        adopt(checking, &fault);
    for (size_t i = 0; i < count; i++) {
        struct form *form = library_form(ignored.arena, files[i], &ignored);
        if (form)
            translation_check(&checking->check, form, translation);
    }
}

/* A translators' file by itself, against the program's questionnaires. Others
 * that are named are held against the program's own languages only. */
static void check_translation(struct checking *checking, str file)
{
    struct language language;
    if (!read_language(checking, file, &language))
        return;
    check_language(checking, &language.translation);
    words_close(language.words);
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

/* The names of the program's own questionnaires. */
static struct pairs_names form_names(struct checking *checking)
{
    struct arena *arena = checking->call->arena;
    struct fault fault = { .arena = arena };
    struct faults ignored = { .arena = arena };
    str *files = NULL;
    size_t count = 0;
    struct pairs_names names = { 0 };
    if (!library_files(checking->call, &files, &count, &fault))
        adopt(checking, &fault);
    str *all = arena_array(arena, str, count);
    for (size_t i = 0; i < count; i++) {
        struct form *form = library_form(arena, files[i], &ignored);
        if (form)
            all[names.count++] = form->id;
    }
    names.all = all;
    return names;
}

/* What is read out to people must be drawn as well. */
static void check_support(struct checking *checking, str file)
{
    struct arena *arena = checking->call->arena;
    struct pairs_names names = form_names(checking);
    struct fault fault = { .arena = arena };
    str content;
    checking->faults.file = file;
    if (!file_read(arena, file, PAIRS_LARGEST, &content, &fault)) {
        adopt(checking, &fault);
        return;
    }
    const struct support *support = support_read(arena, content, &names,
                                                 &checking->faults);
    for (int i = 0; support && i < support->count; i++)
        for (int part = 0; part < SUPPORT_PARTS; part++)
            check_characters(&checking->check, support->lines[i].parts[part],
                             support->lines[i].at[part]);
}

static void check_settings(struct checking *checking, str file)
{
    struct arena *arena = checking->call->arena;
    struct pairs_names names = form_names(checking);
    struct fault fault = { .arena = arena };
    str content;
    checking->faults.file = file;
    if (file_read(arena, file, PAIRS_LARGEST, &content, &fault))
        settings_read(arena, content, &names, &checking->faults);
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
    { .ending = ".txt", .check = check_support },
    { .ending = ".conf", .check = check_settings },
};

/* Whether the file was named before, in whatever way. */
static bool is_named_again(struct checking *checking, str file)
{
    struct arena *arena = checking->call->arena;
    char real[PATH_MAX];
    if (realpath(file.at, real))
        file = text_copy(arena, text_of(real));
    for (size_t i = 0; i < checking->named_count; i++)
        if (text_equal(checking->named[i], file))
            return true;
    size_t count = checking->named_count++;
    checking->named = arena_grow(arena, checking->named, count * sizeof file,
                                 (count + 1) * sizeof file);
    checking->named[count] = file;
    return false;
}

static void check_file(struct checking *checking, str file)
{
    if (is_named_again(checking, file))
        return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_ends(file, text_of(kinds[i].ending))) {
            kinds[i].check(checking, file);
            return;
        }
    struct fault fault = { .arena = checking->call->arena };
    fault_set(&fault,
              "{file} is nothing that can be checked; name a .yaml, .po, "
              ".svg, .txt or .conf file",
              SLOT("file", file));
    adopt(checking, &fault);
}

/* What the office wrote for itself, if it did. */
static void check_own(struct checking *checking)
{
    const struct call *call = checking->call;
    str support = file_join(call->arena, call->data, S("support.txt"));
    str settings = file_join(call->arena, call->data, S("kiosk.conf"));
    if (file_exists(support))
        check_support(checking, support);
    if (file_exists(settings))
        check_settings(checking, settings);
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
        translation_check_file(&checking->check,
                               &checking->languages[i].translation);
    str place = share_path(call->arena, call->share, "assets/pictures");
    for (size_t i = 0; i < checking->check.picture_count; i++) {
        struct text name = { .arena = call->arena };
        text_add(&name, checking->check.pictures[i]);
        text_add(&name, S(".svg"));
        check_svg(checking, file_join(call->arena, place, text_view(&name)));
    }
    check_support(checking,
                  share_path(call->arena, call->share, "locales/support.txt"));
    check_own(checking);
}

/* ---- the verdict --------------------------------------------------------- */

/* The name of a file can be any bytes; JSON cannot. */
static void print_json_text(FILE *stream, str text)
{
    fputc('"', stream);
    for (size_t next = 0; next < text.size;) {
        size_t at = next;
        uint32_t c = text_next(text, &next);
        if (c == TEXT_BROKEN)
            fputs("\\ufffd", stream);
        else if (c == '"' || c == '\\')
            fprintf(stream, "\\%c", (char)c);
        else if (c < 0x20)
            fprintf(stream, "\\u%04x", (unsigned)c);
        else
            fwrite(text.at + at, 1, next - at, stream);
    }
    fputc('"', stream);
}

/* The file that a fault is about; where it cannot be read, only its sentence
 * names it. */
static str file_of(const struct fault *fault)
{
    for (size_t i = 0; fault->file.size == 0 && i < fault->slot_count; i++)
        if (!strcmp(fault->slots[i].name, "file"))
            return fault->slots[i].value;
    return fault->file;
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
        print_json_text(stdout, file_of(fault));
        printf(", \"line\": %d, \"column\": %d, \"message\": ", fault->at.line,
               fault->at.column);
        print_json_text(stdout, words_fault(call->words, call->arena, &bare));
        printf("}");
        before = ",";
    }
    puts(checking->faults.count ? "\n]" : "[]");
}

static void print_verdict(const struct checking *checking)
{
    const struct call *call = checking->call;
    int count = checking->faults.count;
    call_faults(call, stdout, &checking->faults);
    if (count > 0) {
        call_count(call, stderr, "{n} fault was found; nothing was changed",
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
        words_close(checking->languages[i].words);
    for (size_t i = 0; i < checking->check.typeface_count; i++)
        typeface_close(checking->open[i]);
}

static void check_what_is_named(struct checking *checking)
{
    struct call *call = checking->call;
    checking->check.arena = call->arena;
    checking->check.faults = &checking->faults;
    open_typefaces(checking);
    list_pictures(checking);
    read_languages(checking);
    if (call->count == 1)
        check_all(checking);
    for (int at = 1; at < call->count; at++)
        check_file(checking, text_of(call->arguments[at]));
    fault_sort(&checking->faults);
}

enum call_result verb_check(struct call *call)
{
    struct checking checking = { .call = call,
                                 .faults = { .arena = call->arena } };
    const struct call_taken json = { .name = "--json",
                                     .given = &checking.json };
    enum call_result result = call_take(call, &json, 1);
    if (result != CALL_DONE)
        return result;
    check_what_is_named(&checking);
    if (checking.json)
        print_json(&checking);
    else
        print_verdict(&checking);
    close_all(&checking);
    return checking.faults.count ? CALL_REFUSED : CALL_DONE;
}
