/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_run.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/words.h"
#include "interview/route.h"
#include "verbs/library.h"

/* One walk through one questionnaire in one language. */
struct walk {
    struct call *call;
    const struct words *words; /* of the questionnaire */
    const struct form *form;
    struct answers *answers;
    int asked; /* the question that is open */
};

/* A text of the questionnaire, with the service's name in it. */
static str say(const struct walk *walk, const struct form_phrase *phrase)
{
    str service = words_say(walk->words, "YOS");
    return text_fill(walk->call->arena, form_say(walk->words, phrase),
                     &SLOT("service", service), 1);
}

static void print_choice(str key, str words)
{
    printf("  %4.*s  %.*s\n", TEXT_ARGS(key), TEXT_ARGS(words));
}

static str number_said(const struct walk *walk, long number)
{
    struct text text = { .arena = walk->call->arena };
    text_add_number(&text, number);
    return text_view(&text);
}

static void print_choices(const struct walk *walk,
                          const struct form_question *question)
{
    bool slider = question->kind == FORM_SLIDER;
    for (int i = 0; i < question->choice_count; i++)
        print_choice(slider ? question->choices[i].name
                            : number_said(walk, i + 1),
                     say(walk, question->choices[i].label));
    print_choice(S("?"), words_say(walk->words, "Don’t know"));
    print_choice(S("-"), words_say(walk->words, "Rather not say"));
}

static void print_question(const struct walk *walk, int which)
{
    const struct form_question *question = &walk->form->questions[which];
    fputc('\n', stdout);
    call_line(stdout,
              text_fill(walk->call->arena,
                        words_say(walk->words, "Question {n} of {count}"),
                        (struct slot[]){
                            COUNT("n", which + 1),
                            COUNT("count", walk->form->question_count),
                        },
                        2));
    call_line(stdout, say(walk, question->label));
    if (question->hint)
        call_line(stdout, say(walk, question->hint));
    print_choices(walk, question);
}

/* ---- without a terminal: everything once --------------------------------- */

static void print_rule(const struct walk *walk,
                       const struct form_question *question)
{
    if (!question->relevant || question->group == 0)
        return; /* the first group is everybody */
    str group = say(walk, walk->form->groups[question->group].members);
    call_line(stdout, text_fill(walk->call->arena,
                                words_say(walk->words, "Only for: {group}"),
                                &SLOT("group", group), 1));
}

static void print_all(const struct walk *walk)
{
    for (int q = 0; q < walk->form->question_count; q++) {
        print_question(walk, q);
        print_rule(walk, &walk->form->questions[q]);
    }
}

/* ---- on a terminal: one after another ------------------------------------ */

static bool take_number(struct walk *walk, long number)
{
    const struct form_question *question = &walk->form->questions[walk->asked];
    if (question->kind == FORM_SLIDER) {
        answers_set_number(walk->answers, walk->asked, number);
        return true;
    }
    if (number < 1 || number > question->choice_count)
        return false;
    answers_choose(walk->answers, walk->asked, (int)number - 1);
    return true;
}

/* "1 3 4": one choice, or several where several can stand. */
static bool take_numbers(struct walk *walk, str line)
{
    enum form_kind kind = walk->form->questions[walk->asked].kind;
    str word;
    int taken = 0;
    answers_clear(walk->answers, walk->asked);
    for (size_t at = 0; text_word(line, &at, &word); taken++) {
        long number;
        if (!text_integer(word, &number) || !take_number(walk, number) ||
            (taken > 0 && kind != FORM_MANY)) {
            answers_clear(walk->answers, walk->asked);
            return false;
        }
    }
    return true;
}

/* Takes one line as the answer; false if it is none. */
static bool take_answer(struct walk *walk, str line)
{
    if (line.size == 0)
        answers_clear(walk->answers, walk->asked);
    else if (text_equal(line, S("?")))
        answers_choose(walk->answers, walk->asked, FORM_DONT_KNOW);
    else if (text_equal(line, S("-")))
        answers_choose(walk->answers, walk->asked, FORM_NOT_SAY);
    else if (walk->form->questions[walk->asked].kind == FORM_TEXT)
        answers_set_words(walk->answers, walk->asked, line);
    else
        return take_numbers(walk, line);
    return true;
}

/* One line from the terminal, checked at the door; false at its end. */
static bool read_line(const struct walk *walk, str *line)
{
    char *bytes = NULL;
    size_t room = 0;
    fputs("> ", stdout);
    fflush(stdout);
    ssize_t size = getline(&bytes, &room, stdin);
    size_t bad;
    if (size >= 0) {
        str typed = text_trim((str){ bytes, (size_t)size });
        if (!text_check(typed, &bad))
            typed = S("!");
        *line = text_copy(walk->call->arena, typed);
    }
    free(bytes);
    return size >= 0;
}

static bool step(struct walk *walk, str line)
{
    if (text_equal(line, S("b"))) {
        int back = route_back(walk->answers, walk->asked);
        walk->asked = back < 0 ? walk->asked : back;
        return true;
    }
    if (text_equal(line, S("q")))
        return false;
    if (take_answer(walk, line))
        walk->asked = route_next(walk->answers, walk->asked);
    else
        call_say(walk->call, stdout,
                 "That is no answer here. Type one of the signs on the left, "
                 "b to go back, q to stop, or nothing to leave it blank");
    return true;
}

static void walk_through(struct walk *walk)
{
    str line;
    call_say(walk->call, stdout,
             "Type a number, or several with blanks between. Enter alone "
             "leaves a question blank, b goes back, q stops. Nothing is kept");
    walk->asked = route_next(walk->answers, -1);
    while (walk->asked < walk->form->question_count) {
        print_question(walk, walk->asked);
        if (!read_line(walk, &line) || !step(walk, line))
            break;
    }
    fputc('\n', stdout);
    call_say(walk->call, stdout, "The walk ends here. Nothing was kept");
}

/* ---- the verb ------------------------------------------------------------ */

static void walk_form(struct call *call, const struct form *form,
                      const struct words *words)
{
    struct arena *visit = arena_make();
    struct walk walk = { .call = call,
                         .words = words,
                         .form = form,
                         .answers = answers_make(visit, form) };
    call_line(stdout, S(""));
    call_line(stdout, say(&walk, form->title));
    if (isatty(STDIN_FILENO))
        walk_through(&walk);
    else
        print_all(&walk);
    arena_destroy(visit);
}

static enum call_result walk_file(struct call *call, str file, str language)
{
    struct faults faults = { .arena = call->arena };
    struct fault fault = { .arena = call->arena };
    struct catalogue *catalogue;
    struct form *form = library_form(call->arena, file, &faults);
    if (!form || faults.count) {
        call_faults(call, stderr, &faults);
        return CALL_REFUSED;
    }
    struct words *words = call_words(call->arena, call->share, language,
                                     &catalogue, &fault);
    if (words)
        walk_form(call, form, words);
    words_close(words);
    catalogue_close(catalogue);
    return words ? CALL_DONE : call_refuse(call, &fault);
}

static enum call_result walk_all(struct call *call, str language)
{
    struct fault fault = { .arena = call->arena };
    str *files = NULL;
    size_t count = 0;
    enum call_result result = CALL_DONE;
    if (!library_files(call, &files, &count, &fault))
        return call_refuse(call, &fault);
    for (size_t i = 0; i < count && result == CALL_DONE; i++)
        result = walk_file(call, files[i], language);
    return result;
}

static enum call_result take_options(struct call *call, str *language,
                                     const char **name)
{
    const char *chosen = NULL;
    const struct call_taken options[] = {
        { .name = "--form", .value = name },
        { .name = "--lang", .value = &chosen },
    };
    enum call_result result = call_take(call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (call->count > 1)
        return call_misuse(call, call->arguments[1]);
    if (!chosen)
        return CALL_DONE;
    if (strcmp(chosen, "en") != 0 && strcmp(chosen, "cy") != 0)
        return call_misuse(call, chosen);
    *language = text_of(chosen);
    return CALL_DONE;
}

enum call_result verb_run(struct call *call)
{
    str language = words_language(call->words);
    const char *name = NULL;
    enum call_result result = take_options(call, &language, &name);
    if (result != CALL_DONE)
        return result;
    if (!name)
        return walk_all(call, language);
    struct fault fault = { .arena = call->arena };
    str file;
    if (!library_file(call, text_of(name), &file, &fault))
        return call_refuse(call, &fault);
    return walk_file(call, file, language);
}
