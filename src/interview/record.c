/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview/record.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/packed.h"
#include "interview/route.h"

/*
 * The layout of version 1. A text has its length in two bytes in front.
 *     mark, version       4 bytes
 *     how it came in      1 byte
 *     form, version, collection, language    texts
 *     how many answers    2 bytes
 *     and for each of them, in the order of the questions' names:
 *         name            text
 *         what it is      1 byte, an enum tag
 *         itself          by its tag
 */
enum { VERSION = 1 };
static const unsigned char mark[] = { 'Y', 'S', 'A', VERSION };

/* What stands behind a question's name. These are bytes of the format. */
enum tag {
    TAG_DONT_KNOW = 0, /* nothing more */
    TAG_NOT_SAY = 1,
    TAG_CHOICE = 2,  /* its name */
    TAG_CHOICES = 3, /* how many, in a byte, and their names, in order */
    TAG_NUMBER = 4,  /* 4 bytes, as a two's complement */
    TAG_WORDS = 5,   /* a text */
};

/* Questions or choices in the order of their names. */
struct named {
    str name;
    int index;
};

static int by_name(const void *left, const void *right)
{
    return text_compare(((const struct named *)left)->name,
                        ((const struct named *)right)->name);
}

static const struct named *sort_questions(struct arena *arena,
                                          const struct form *form)
{
    struct named *all = arena_array(arena, struct named, form->question_count);
    for (int q = 0; q < form->question_count; q++)
        all[q] = (struct named){ form->questions[q].name, q };
    qsort(all, (size_t)form->question_count, sizeof *all, by_name);
    return all;
}

static const struct named *sort_choices(struct arena *arena,
                                        const struct form_question *question)
{
    struct named *all = arena_array(arena, struct named,
                                    question->choice_count);
    for (int c = 0; c < question->choice_count; c++)
        all[c] = (struct named){ question->choices[c].name, c };
    qsort(all, (size_t)question->choice_count, sizeof *all, by_name);
    return all;
}

static bool is_chosen(const struct answer *answer, int choice)
{
    return answer->chosen >> choice & 1;
}

/* ---- writing ------------------------------------------------------------- */

struct writing {
    struct arena *arena;
    struct packed out;
};

static void put_choice(struct writing *writing,
                       const struct form_question *question,
                       const struct answer *answer)
{
    packed_put_text(&writing->out, question->choices[answer->choice].name);
}

static void put_choices(struct writing *writing,
                        const struct form_question *question,
                        const struct answer *answer)
{
    const struct named *sorted = sort_choices(writing->arena, question);
    unsigned count = 0;
    for (int c = 0; c < question->choice_count; c++)
        count += is_chosen(answer, c);
    packed_put_number(&writing->out, count, 1);
    for (int c = 0; c < question->choice_count; c++)
        if (is_chosen(answer, sorted[c].index))
            packed_put_text(&writing->out, sorted[c].name);
}

static void put_number(struct writing *writing,
                       const struct form_question *question,
                       const struct answer *answer)
{
    (void)question;
    assert(answer->number >= INT32_MIN && answer->number <= INT32_MAX);
    packed_put_number(&writing->out, (uint32_t)answer->number, 4);
}

static void put_words(struct writing *writing,
                      const struct form_question *question,
                      const struct answer *answer)
{
    (void)question;
    packed_put_text(&writing->out, answer->words);
}

/* ---- reading ------------------------------------------------------------- */

struct reading {
    struct packed in;
    struct answers *answers;
    struct fault *fault;
    str last;     /* the name of the question before */
    str name;     /* of the question that is read */
    int question; /* its index */
};

static bool end_too_early(struct fault *fault)
{
    return fault_set(fault, "a response ends too early; it is damaged and "
                            "cannot be counted");
}

static bool is_line(str text)
{
    size_t bad;
    return text_check(text, &bad) && text_find(text, S("\n")) == text.size &&
           text_find(text, S("\r")) == text.size;
}

static bool get_name(struct reading *reading, str *name)
{
    *name = packed_get_text(&reading->in);
    return !reading->in.torn || end_too_early(reading->fault);
}

/* An unknown name is only told to people if it can be printed. */
static bool can_tell(const struct reading *reading, str name)
{
    return (name.size > 0 && is_line(name)) ||
           fault_set(reading->fault,
                     "a response has a name in it that is none; it is damaged "
                     "and cannot be counted");
}

static bool out_of_order(struct reading *reading)
{
    return fault_set(reading->fault, "a response has its answers out of order; "
                                     "it is damaged and cannot be counted");
}

static bool get_one(struct reading *reading, str *name)
{
    const struct form *form = reading->answers->form;
    if (!get_name(reading, name))
        return false;
    int choice = form_choice(&form->questions[reading->question], *name);
    if (choice < 0)
        return can_tell(reading, *name) &&
               fault_set(reading->fault,
                         "a response has a choice at {question} that the "
                         "questionnaire {form} does not have; put back the "
                         "version that it was given to",
                         SLOT("question", reading->name),
                         SLOT("form", form->id));
    answers_choose(reading->answers, reading->question, choice);
    return true;
}

static bool get_choice(struct reading *reading)
{
    str name;
    return get_one(reading, &name);
}

/* An exclusive choice clears the others, which is noticed by their number. */
static bool get_choices(struct reading *reading)
{
    const struct answers *answers = reading->answers;
    uint64_t count = packed_get_number(&reading->in, 1);
    str last = S("");
    for (uint64_t i = 0; i < count; i++) {
        str name;
        if (!get_one(reading, &name))
            return false;
        if (text_compare(last, name) >= 0)
            return out_of_order(reading);
        last = name;
    }
    uint64_t stand = 0;
    for (int c = 0;
         c < answers->form->questions[reading->question].choice_count; c++)
        stand += is_chosen(&answers->all[reading->question], c);
    if (reading->in.torn)
        return end_too_early(reading->fault);
    return (count > 0 && stand == count) ||
           fault_set(reading->fault,
                     "a response has choices at {question} that cannot stand "
                     "together; it is damaged and cannot be counted",
                     SLOT("question", reading->name));
}

static bool get_number(struct reading *reading)
{
    uint32_t bits = (uint32_t)packed_get_number(&reading->in, 4);
    long number = bits <= INT32_MAX ? (long)bits : (long)bits - (1L << 32);
    if (reading->in.torn)
        return end_too_early(reading->fault);
    answers_set_number(reading->answers, reading->question, number);
    return reading->answers->all[reading->question].number == number ||
           fault_set(reading->fault,
                     "a response has a number at {question} that is not on the "
                     "slider; put back the version that it was given to",
                     SLOT("question", reading->name));
}

/* Words must be such as are kept as they stand: composed, not blank. */
static bool get_words(struct reading *reading)
{
    size_t bad;
    str words = packed_get_text(&reading->in);
    if (reading->in.torn)
        return end_too_early(reading->fault);
    bool fit = text_check(words, &bad);
    if (fit)
        answers_set_words(reading->answers, reading->question, words);
    const struct answer *kept = &reading->answers->all[reading->question];
    return (fit && kept->given && text_equal(kept->words, words)) ||
           fault_set(reading->fault,
                     "a response has words at {question} that nobody could "
                     "write there; it is damaged and cannot be counted",
                     SLOT("question", reading->name));
}

/* ---- by kind ------------------------------------------------------------- */

static size_t longest_choice(const struct form_question *question)
{
    size_t longest = 0;
    for (int c = 0; c < question->choice_count; c++)
        if (question->choices[c].name.size > longest)
            longest = question->choices[c].name.size;
    return 2 + longest;
}

/* All at once, though an exclusive one stands alone. */
static size_t longest_choices(const struct form_question *question)
{
    size_t sum = 1;
    for (int c = 0; c < question->choice_count; c++)
        sum += 2 + question->choices[c].name.size;
    return sum;
}

static size_t longest_number(const struct form_question *question)
{
    (void)question;
    return 4;
}

static size_t longest_words(const struct form_question *question)
{
    (void)question;
    return 2; /* and the words */
}

static const struct kind {
    enum tag tag;
    void (*put)(struct writing *writing, const struct form_question *question,
                const struct answer *answer);
    bool (*get)(struct reading *reading);
    size_t (*longest)(const struct form_question *question); /* in bytes */
} kinds[] = {
    [FORM_ONE] = { TAG_CHOICE, put_choice, get_choice, longest_choice },
    [FORM_SCALE] = { TAG_CHOICE, put_choice, get_choice, longest_choice },
    [FORM_MANY] = { TAG_CHOICES, put_choices, get_choices, longest_choices },
    [FORM_SLIDER] = { TAG_NUMBER, put_number, get_number, longest_number },
    [FORM_TEXT] = { TAG_WORDS, put_words, get_words, longest_words },
};
static_assert(sizeof kinds / sizeof *kinds == FORM_KINDS,
              "every kind is written and read");

/* ---- the whole, written --------------------------------------------------- */

static void put_frame(struct writing *writing, const struct record_frame *frame)
{
    assert(frame->mode < RECORD_MODES && frame->form.size > 0);
    assert(frame->collection.size <= RECORD_COLLECTION);
    assert(frame->language.size <= RECORD_LANGUAGE);
    assert(is_line(frame->form) && is_line(frame->version) &&
           is_line(frame->collection) && is_line(frame->language));
    packed_put(&writing->out, mark, sizeof mark);
    packed_put_number(&writing->out, frame->mode, 1);
    packed_put_text(&writing->out, frame->form);
    packed_put_text(&writing->out, frame->version);
    packed_put_text(&writing->out, frame->collection);
    packed_put_text(&writing->out, frame->language);
}

static void put_answer(struct writing *writing,
                       const struct form_question *question,
                       const struct answer *answer)
{
    const struct kind *kind = &kinds[question->kind];
    bool dont_know = answer->choice == FORM_DONT_KNOW;
    bool not_say = answer->choice == FORM_NOT_SAY;
    packed_put_text(&writing->out, question->name);
    packed_put_number(&writing->out,
                      dont_know ? TAG_DONT_KNOW
                      : not_say ? TAG_NOT_SAY
                                : kind->tag,
                      1);
    if (!dont_know && !not_say)
        kind->put(writing, question, answer);
}

str record_write(struct arena *arena, const struct record_frame *frame,
                 const struct answers *answers)
{
    const struct form *form = answers->form;
    const struct named *sorted = sort_questions(arena, form);
    struct writing writing = {
        .arena = arena,
        .out = { .at = arena_take(arena, RECORD_MOST), .size = RECORD_MOST },
    };
    bool *written = arena_array(arena, bool, form->question_count);
    unsigned count = 0;
    assert(text_equal(frame->form, form->id));
    route_find(answers, written);
    for (int q = 0; q < form->question_count; q++) {
        written[q] = written[q] && answers->all[q].given;
        count += written[q];
    }
    put_frame(&writing, frame);
    packed_put_number(&writing.out, count, 2);
    for (int i = 0; i < form->question_count; i++)
        if (written[sorted[i].index])
            put_answer(&writing, &form->questions[sorted[i].index],
                       &answers->all[sorted[i].index]);
    return (str){ (const char *)writing.out.at, writing.out.done };
}

/* ---- the whole, read ------------------------------------------------------ */

static bool get_mark(struct packed *in, str record, struct fault *fault)
{
    if (record.size > RECORD_MOST)
        return fault_set(fault, "a response is longer than any can be; it is "
                                "damaged and cannot be counted");
    unsigned char found[sizeof mark];
    packed_get(in, found, sizeof found);
    if (in->torn)
        return end_too_early(fault);
    if (memcmp(found, mark, sizeof mark - 1) != 0 ||
        found[sizeof mark - 1] == 0)
        return fault_set(fault, "a response is nothing that this program has "
                                "written; it cannot be counted");
    return found[sizeof mark - 1] == VERSION ||
           fault_set(fault, "a response was made by a newer program; "
                            "install the newest one");
}

static bool get_frame(struct packed *in, str record, struct record_frame *frame,
                      struct fault *fault)
{
    if (!get_mark(in, record, fault))
        return false;
    uint64_t mode = packed_get_number(in, 1);
    frame->form = packed_get_text(in);
    frame->version = packed_get_text(in);
    frame->collection = packed_get_text(in);
    frame->language = packed_get_text(in);
    if (in->torn)
        return end_too_early(fault);
    frame->mode = mode < RECORD_MODES ? (enum record_mode)mode : RECORD_SCREEN;
    return (mode < RECORD_MODES && frame->form.size > 0 &&
            frame->collection.size <= RECORD_COLLECTION &&
            frame->language.size <= RECORD_LANGUAGE && is_line(frame->form) &&
            is_line(frame->version) && is_line(frame->collection) &&
            is_line(frame->language)) ||
           fault_set(fault, "a response does not say what it belongs to; it "
                            "is damaged and cannot be counted");
}

bool record_read_frame(str record, struct record_frame *frame,
                       struct fault *fault)
{
    struct packed in = packed_of((const unsigned char *)record.at, record.size);
    struct record_frame found = { .form = S("") };
    if (!get_frame(&in, record, &found, fault))
        return false;
    *frame = found;
    return true;
}

bool record_is_newer(str record)
{
    size_t name = sizeof mark - 1;
    return record.size > name && memcmp(record.at, mark, name) == 0 &&
           (unsigned char)record.at[name] > VERSION;
}

/* In the order of names, none of them twice. */
static bool get_question(struct reading *reading)
{
    const struct form *form = reading->answers->form;
    if (!get_name(reading, &reading->name))
        return false;
    if (reading->name.size == 0)
        return can_tell(reading, reading->name);
    if (text_compare(reading->last, reading->name) >= 0)
        return out_of_order(reading);
    reading->last = reading->name;
    reading->question = form_question(form, reading->name);
    return reading->question >= 0 ||
           (can_tell(reading, reading->name) &&
            fault_set(reading->fault,
                      "a response answers {question}, which the questionnaire "
                      "{form} does not ask; put back the version that it was "
                      "given to",
                      SLOT("question", reading->name), SLOT("form", form->id)));
}

static bool get_answer(struct reading *reading)
{
    if (!get_question(reading))
        return false;
    const struct form *form = reading->answers->form;
    const struct kind *kind = &kinds[form->questions[reading->question].kind];
    uint64_t tag = packed_get_number(&reading->in, 1);
    if (reading->in.torn)
        return end_too_early(reading->fault);
    if (tag == TAG_DONT_KNOW || tag == TAG_NOT_SAY) {
        answers_choose(reading->answers, reading->question,
                       tag == TAG_NOT_SAY ? FORM_NOT_SAY : FORM_DONT_KNOW);
        return true;
    }
    if (tag == kind->tag)
        return kind->get(reading);
    return fault_set(reading->fault,
                     "a response answers {question} in another way than the "
                     "questionnaire {form} asks it; put back the version that "
                     "it was given to",
                     SLOT("question", reading->name), SLOT("form", form->id));
}

/* Other versions may have asked it of other people. */
static bool check_route(const struct reading *reading,
                        const struct record_frame *frame)
{
    const struct form *form = reading->answers->form;
    if (!text_equal(frame->version, form->version))
        return true;
    bool *asked = arena_array(reading->answers->arena, bool,
                              form->question_count);
    int stray = -1;
    route_find(reading->answers, asked);
    for (int q = 0; q < form->question_count && stray < 0; q++)
        if (reading->answers->all[q].given && !asked[q])
            stray = q;
    if (stray < 0)
        return true;
    return fault_set(reading->fault,
                     "a response answers {question}, which nobody is asked who "
                     "answered as it does; it is damaged and cannot be counted",
                     SLOT("question", form->questions[stray].name));
}

static bool get_all(struct reading *reading, str record)
{
    const struct form *form = reading->answers->form;
    struct record_frame frame;
    if (!get_frame(&reading->in, record, &frame, reading->fault))
        return false;
    if (!text_equal(frame.form, form->id))
        return fault_set(reading->fault,
                         "a response belongs to the questionnaire {found}, not "
                         "to {form}; name the one that it belongs to",
                         SLOT("found", frame.form), SLOT("form", form->id));
    uint64_t count = packed_get_number(&reading->in, 2);
    if (reading->in.torn)
        return end_too_early(reading->fault);
    for (uint64_t i = 0; i < count; i++)
        if (!get_answer(reading))
            return false;
    if (reading->in.done < reading->in.size)
        return fault_set(reading->fault,
                         "a response goes on behind its end; it is damaged and "
                         "cannot be counted");
    return check_route(reading, &frame);
}

bool record_read(str record, struct answers *answers, struct fault *fault)
{
    struct reading reading = {
        .in = packed_of((const unsigned char *)record.at, record.size),
        .answers = answers,
        .fault = fault,
        .last = S(""),
    };
    bool done = get_all(&reading, record);
    for (int q = 0; !done && q < answers->form->question_count; q++)
        answers_clear(answers, q);
    return done;
}

/* ---- the longest ---------------------------------------------------------- */

/* Of everything but words, as if all questions were asked of one person. */
static size_t longest_rest(const struct form *form)
{
    size_t sum = sizeof mark + 1 + 8 + form->id.size + form->version.size +
                 RECORD_COLLECTION + RECORD_LANGUAGE + 2;
    for (int q = 0; q < form->question_count; q++) {
        const struct form_question *question = &form->questions[q];
        sum += 2 + question->name.size + 1 +
               kinds[question->kind].longest(question);
    }
    return sum;
}

size_t record_text_limit(const struct form *form)
{
    size_t rest = longest_rest(form);
    size_t room = rest < RECORD_MOST ? RECORD_MOST - rest : 0;
    size_t limit = rest <= RECORD_MOST ? 4 * (size_t)RECORD_LETTERS : 0;
    size_t texts = 0;
    for (int q = 0; q < form->question_count; q++)
        texts += form->questions[q].kind == FORM_TEXT;
    if (texts > 0 && room / texts < limit)
        limit = room / texts;
    return limit < RECORD_LETTERS ? 0 : limit;
}

void record_hold(struct answers *answers)
{
    answers->letters_most = RECORD_LETTERS;
    answers->bytes_most = record_text_limit(answers->form);
    assert(answers->bytes_most > 0); /* such a questionnaire is not opened */
}
