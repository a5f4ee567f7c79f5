/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/slider.h"

/* What a finger can still tell apart, and more. */
enum { STEPS_MOST = 1000 };

static const char known[] = "start, end, step, tick_interval, tick_labelset";

static void refuse(struct assembly *assembly, struct text_place at,
                   const char *pattern, str found)
{
    fault_add(assembly->faults, at, pattern, SLOT("found", found),
              SLOT("known", text_of(known)));
}

void slider_check_labels(struct assembly *assembly,
                         const struct form_question *question,
                         struct text_place at)
{
    for (int i = 0; i < question->choice_count; i++) {
        long number;
        str name = question->choices[i].name;
        if (!text_integer(name, &number) || number < question->start ||
            number > question->end) {
            refuse(assembly, at,
                   TEXT_KEY("{found} is no number on this range; name a choice "
                            "list whose names are numbers on it"),
                   name);
            return;
        }
    }
}

/* The number that a parameter sets; NULL if it sets none. */
static long *target(struct form_question *question, str name)
{
    if (text_equal(name, S("start")))
        return &question->start;
    if (text_equal(name, S("end")))
        return &question->end;
    if (text_equal(name, S("step")))
        return &question->step;
    return text_equal(name, S("tick_interval")) ? &question->tick : NULL;
}

static bool read_one(struct assembly *assembly, struct form_question *question,
                     str word, struct text_place at, str *labels)
{
    str name;
    str value = word;
    text_cut(&value, '=', &name);
    if (text_equal(name, S("tick_labelset"))) {
        *labels = value;
        return true;
    }
    long *number = target(question, name);
    if (!number)
        refuse(assembly, at,
               TEXT_KEY("{found} is no parameter of a range; write {known}, "
                        "each with = and a value"),
               word);
    else if (!text_integer(value, number))
        refuse(assembly, at,
               TEXT_KEY("{found} needs a whole number behind its ="), word);
    else
        return true;
    return false;
}

static bool is_sound(const struct form_question *question)
{
    long width = question->end - question->start;
    return width > 0 && question->step > 0 && width % question->step == 0 &&
           question->tick > 0 && question->tick % question->step == 0;
}

static bool is_right(struct assembly *assembly,
                     const struct form_question *question, struct text_place at)
{
    if (!is_sound(question))
        refuse(assembly, at,
               TEXT_KEY("this range does not work out; let start be below end, "
                        "and step divide both the range and tick_interval"),
               S(""));
    else if ((question->end - question->start) / question->step > STEPS_MOST)
        refuse(
            assembly, at,
            TEXT_KEY("this range has more than 1,000 steps; make it shorter, "
                     "or step larger"),
            S(""));
    else
        return true;
    return false;
}

bool slider_read(struct assembly *assembly, struct form_question *question,
                 str parameters, struct text_place at, str *labels)
{
    bool fine = true;
    question->start = 1;
    question->end = 10;
    question->step = 1;
    question->tick = 0;
    str word;
    for (size_t next = 0; text_word(parameters, &next, &word);)
        fine = read_one(assembly, question, word, at, labels) && fine;
    if (question->tick == 0)
        question->tick = question->step;
    if (labels->size == 0)
        refuse(assembly, at,
               TEXT_KEY("a range needs words for its two ends; add "
                        "tick_labelset= and the name of a choice list"),
               S(""));
    fine = fine && is_right(assembly, question, at);
    if (!fine) {
        question->start = 1;
        question->end = 10;
        question->step = question->tick = 1;
    }
    return fine;
}
